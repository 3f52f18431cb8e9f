import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, CommandForm, Lines, Modal, Stack, Text, Waiting } from '#foundation/web/ui/index.ts';
import { reverseReceipt, whatBlocksReversal } from '../../contract/stores/receipts.ts';
import type { getReceipt } from '../../contract/stores/receipts.ts';
import { Thing, useQty } from './words.tsx';

/** Takes a wrong receipt back; where its goods have moved on it says what stands in the way, and leads there. */
export function ReverseDialog({
  receipt,
  onClose,
  onDone,
}: {
  receipt: z.output<typeof getReceipt.output>;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const [reversalId] = useState(() => newId());
  const blocks = useAsk(whatBlocksReversal, { receiptId: receipt.id });
  const rows = blocks.data?.rows ?? [];
  return (
    <Modal opened onClose={onClose} size="lg" title={t('supply.take-back-title', { number: receipt.number })}>
      {!blocks.data && <Waiting />}
      {rows.length > 0 && <InTheWay rows={rows} />}
      {blocks.data && rows.length === 0 && (
        <Stack>
          <Text>{t('supply.take-back-text', { count: receipt.lines })}</Text>
          <CommandForm
            def={reverseReceipt}
            fixed={{ receiptId: receipt.id, reversalId }}
            initial={{ reason: '' }}
            fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
            onDone={onDone}
            onCancel={onClose}
          />
        </Stack>
      )}
    </Modal>
  );
}

function InTheWay({ rows }: { rows: z.output<typeof whatBlocksReversal.output>['rows'] }) {
  const t = useT();
  const { qty, figures } = useQty();
  return (
    <Stack>
      <Alert color="person" title={t('supply.goods-moved-on')}>
        {t('supply.goods-moved-on-text')}
      </Alert>
      <Lines
        label={t('supply.goods-moved-on')}
        rows={rows}
        rowKey={(row) => [row.itemId, row.lotId, row.placeCode, row.condition].join()}
        columns={[
          {
            key: 'thing',
            title: t('supply.item'),
            wraps: true,
            cell: (row) => (
              <span>
                <Thing row={row} />
                <span className="kv-code">{row.placeCode}</span>
              </span>
            ),
          },
          {
            key: 'left',
            title: t('supply.quantity'),
            cell: (row) => (
              <span>
                {t('supply.left-of-brought', { left: figures(row.left), brought: qty(row.brought, row.unit) })}
                {row.reserved > 0 && (
                  <Text size="sm" c="dimmed">
                    {t('supply.of-it-reserved', { qty: figures(row.reserved) })}
                  </Text>
                )}
              </span>
            ),
          },
          {
            key: 'documents',
            title: t('goods.document'),
            cell: (row) => (
              <span>
                {row.documents.map((document) => (
                  <div key={document.id}>
                    <DocumentLink document={document} /> · {figures(document.qty)}
                  </div>
                ))}
              </span>
            ),
          },
        ]}
      />
    </Stack>
  );
}

/** A document of the store by its number; a truck's loading and whatever else has none opens as the goods book has it. */
function DocumentLink({ document }: { document: { id: string; kind: string; number: string | null } }) {
  const t = useT();
  if (!document.number)
    return (
      <Link to={`/goods/documents/${document.id}`} className="kv-opens">
        {t(`goods.document-${document.kind}`)}
      </Link>
    );
  const path = document.kind === 'receipt' ? `/supply/receipts/${document.id}` : `/supply/store/${document.id}`;
  return (
    <Link to={path} className="kv-opens">
      <span className="kv-code">{document.number}</span>
    </Link>
  );
}

import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, Modal, Stack, Tabs, Text } from '#foundation/web/ui/index.ts';
import { correctReceiptLine, differenceOutcomes, settleDifference } from '../../contract/stores/receipts.ts';
import type { ReceiptLineRow, getReceipt } from '../../contract/stores/receipts.ts';
import { endsMissing } from '../../domain/stores/receipt.ts';
import { Thing, useQty } from './words.tsx';

type Line = z.output<typeof ReceiptLineRow>;
interface DialogProps {
  readonly receipt: z.output<typeof getReceipt.output>;
  readonly line: Line;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** One line of a receipt: end its difference, or put it right. */
export function LineDialog({ receipt, line, onClose, onDone }: DialogProps) {
  const t = useT();
  const may = (name: string) => receipt.abilities.includes(name);
  const open = line.missing + line.extra - line.settled;
  const settles = open > 0 && receipt.source !== 'unknown' && may(settleDifference.name);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('supply.line-title', { line: line.line, number: receipt.number })}>
      <Stack>
        <Thing row={line} />
        <LineWords line={line} />
        {(settles || may(correctReceiptLine.name)) && (
          <Tabs defaultValue={settles ? 'settle' : 'correct'}>
            <Tabs.List mb="md">
              {settles && <Tabs.Tab value="settle">{t('command.supply.settle-difference')}</Tabs.Tab>}
              {may(correctReceiptLine.name) && <Tabs.Tab value="correct">{t('command.supply.correct-receipt-line')}</Tabs.Tab>}
            </Tabs.List>
            {settles && (
              <Tabs.Panel value="settle">
                <Settle receiptId={receipt.id} line={line} open={open} onClose={onClose} onDone={onDone} />
              </Tabs.Panel>
            )}
            <Tabs.Panel value="correct">
              <Correct receiptId={receipt.id} line={line} onClose={onClose} onDone={onDone} />
            </Tabs.Panel>
          </Tabs>
        )}
      </Stack>
    </Modal>
  );
}

/** What was expected, found and is missing, in a sentence; and in which packs it was counted. */
function LineWords({ line }: { line: Line }) {
  const t = useT();
  const { qty, figures } = useQty();
  const { pack } = line;
  return (
    <div>
      <Text>
        {line.expected === null
          ? t('supply.line-came', { good: qty(line.good, line.unit), damaged: figures(line.damaged) })
          : t('supply.line-came-of', {
              expected: qty(line.expected, line.unit),
              good: figures(line.good),
              damaged: figures(line.damaged),
              missing: figures(line.missing),
              extra: figures(line.extra),
            })}
      </Text>
      {pack && (
        <Text size="sm" c="dimmed">
          {t('supply.counted-in', {
            count: figures(pack.count),
            pack: t(`goods.pack-${pack.kind}`),
            smallest: figures(pack.smallest),
            per: figures(pack.per),
          })}
        </Text>
      )}
      {line.settled > 0 && (
        <Text size="sm" c="dimmed">
          {t('supply.settled-so-far', { qty: figures(line.settled) })}
        </Text>
      )}
    </div>
  );
}

interface FormProps {
  readonly receiptId: string;
  readonly line: Line;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Settle({ receiptId, line, open, onClose, onDone }: FormProps & { open: number }) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const fitting = differenceOutcomes.filter((outcome) => endsMissing(outcome) === line.missing > 0);
  return (
    <CommandForm
      def={settleDifference}
      fixed={{ receiptId, line: line.line, documentId }}
      initial={{ outcome: fitting[0], qty: open, reason: '', reference: '' }}
      onDone={onDone}
      onCancel={onClose}
      fields={[
        {
          name: 'outcome',
          kind: 'choice',
          label: t('supply.outcome'),
          required: true,
          choices: fitting.map((value) => ({ value, label: t(`supply.outcome-${value}`) })),
        },
        { name: 'qty', kind: 'number', label: t('supply.how-much'), unit: t(`goods.unit-${line.unit}`), required: true },
        { name: 'reference', kind: 'text', label: t('supply.paper-of-sender') },
        { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
      ]}
    />
  );
}

function Correct({ receiptId, line, onClose, onDone }: FormProps) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const column = (key: string) => t(`column.supply.list-receipt-lines.${key}`);
  const unit = t(`goods.unit-${line.unit}`);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('supply.correct-text')}
      </Text>
      <CommandForm
        def={correctReceiptLine}
        fixed={{ receiptId, line: line.line, version: line.version, documentId }}
        initial={{ expected: line.expected ?? '', good: line.good, damaged: line.damaged, reason: '' }}
        onDone={onDone}
        onCancel={onClose}
        fields={[
          { name: 'expected', kind: 'number', label: column('expected'), unit },
          { name: 'good', kind: 'number', label: column('good'), unit, required: true },
          { name: 'damaged', kind: 'number', label: column('damaged'), unit },
          { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
        ]}
      />
    </Stack>
  );
}

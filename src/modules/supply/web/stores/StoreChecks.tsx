import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Lines, ProblemNotice, Waiting } from '#foundation/web/ui/index.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { listKeyedSheets } from '../../contract/stores/counts.ts';
import { listReceiptLines } from '../../contract/stores/receipts.ts';
import type { getReceipt } from '../../contract/stores/receipts.ts';
import { KeyedCheck } from '../papers/KeyedCheck.tsx';
import { Thing, useQty } from './words.tsx';

/** A receipt whose figures come from its signed note. */
export function ReceiptCheck({ receipt, onDone }: { receipt: z.output<typeof getReceipt.output>; onDone: () => void }) {
  const t = useT();
  return (
    <KeyedCheck
      keyed={receipt.keyed}
      may={receipt.abilities.includes(checkPaper.name)}
      remedy={t('supply.receipt-differs-from-paper')}
      pages={{ subject: { kind: 'receipt', id: receipt.id }, photos: receipt.photos }}
      onDone={onDone}
    >
      <ReceiptFigures receiptId={receipt.id} />
    </KeyedCheck>
  );
}

function ReceiptFigures({ receiptId }: { receiptId: string }) {
  const t = useT();
  const { figures } = useQty();
  const lines = useAsk(listReceiptLines, { receiptId, limit: 1000 });
  if (lines.error) return <ProblemNotice problem={lines.error.body} retry={() => void lines.refetch()} />;
  if (!lines.data) return <Waiting />;
  return (
    <Lines
      label={t('supply.lines')}
      rows={lines.data.rows}
      rowKey={(row) => String(row.line)}
      columns={[
        { key: 'item', title: t('supply.item'), wraps: true, cell: (row) => <Thing row={row} /> },
        { key: 'good', title: t('supply.count-good'), number: true, cell: (row) => figures(row.good) },
        { key: 'damaged', title: t('supply.count-damaged'), number: true, cell: (row) => figures(row.damaged) },
      ]}
    />
  );
}

/** Sheets of a count that were keyed from paper; each waits for itself. */
export function CountChecks({ countId, onDone }: { countId: string; onDone: () => void }) {
  const t = useT();
  const { figures } = useQty();
  const may = useCan(checkPaper.name);
  const sheets = useAsk(listKeyedSheets, { countId }, { enabled: may });
  const done = () => {
    void sheets.refetch();
    onDone();
  };
  const unseen = (lines: readonly { counted: number | null }[]) => lines.filter((line) => line.counted === null).length;
  return (sheets.data?.rows ?? []).map(({ keyed, lines }) => (
    <KeyedCheck
      key={keyed!.id}
      keyed={keyed}
      may={unseen(lines) === 0}
      mayNot={t('supply.check-after-count', { lines: unseen(lines) })}
      remedy={t('supply.count-differs-from-paper')}
      pages={{ subject: { kind: 'stock-count', id: countId }, photos: [] }}
      onDone={done}
    >
      <Lines
        label={t('supply.lines')}
        rows={lines}
        rowKey={(row) => String(row.line)}
        columns={[
          {
            key: 'place',
            title: t('column.supply.list-store-stock.placeCode'),
            cell: (row) => <span className="kv-code">{row.placeCode}</span>,
          },
          { key: 'item', title: t('supply.item'), wraps: true, cell: (row) => <Thing row={row} /> },
          { key: 'counted', title: t('supply.counted'), number: true, cell: (row) => row.counted !== null && figures(row.counted) },
        ]}
      />
    </KeyedCheck>
  ));
}

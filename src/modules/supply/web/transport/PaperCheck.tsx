import { useT } from '#foundation/web/i18n.ts';
import { Lines } from '#foundation/web/ui/index.ts';
import type { getIncoming } from '../../contract/transport/deliveries.ts';
import { KeyedCheck } from '../papers/KeyedCheck.tsx';
import { nameIn, useQty } from './words.tsx';

type Account = (typeof getIncoming)['output']['_output']['accounts'][number];

/** Figures keyed from a paper, who holds them against it, and what came of that. */
export function PaperCheck({ legId, account, may, onDone }: { legId: string; account: Account; may: boolean; onDone: () => void }) {
  const t = useT();
  return (
    <KeyedCheck
      keyed={account.keyed}
      may={may}
      remedy={t('supply.paper-differs-text')}
      pages={{ subject: { kind: 'shipment-leg', id: legId }, other: { kind: 'delivery', id: account.id }, photos: account.photos }}
      onDone={onDone}
    >
      <Figures account={account} />
    </KeyedCheck>
  );
}

/** What was keyed, to read beside the paper. */
function Figures({ account }: { account: Account }) {
  const t = useT();
  const qty = useQty();
  const keys = ['good', 'damaged', 'refused'] as const;
  return (
    <Lines
      label={t('supply.lines')}
      rows={account.lines}
      rowKey={(line) => `${line.lineId ?? ''} ${line.item.id}`}
      columns={[
        { key: 'item', title: t('supply.item'), wraps: true, cell: (line) => <bdi>{nameIn(line.item)}</bdi> },
        ...keys.map((key) => ({
          key,
          title: t(`supply.count-${key}`),
          number: true,
          cell: (line: Account['lines'][number]) => qty(line[key], line.item.unit),
        })),
      ]}
    />
  );
}

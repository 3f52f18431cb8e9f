import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page, When, useUrlState, crumb } from '#foundation/web/ui/index.ts';
import { listLossMoves, lossKinds } from '../../contract/overview/losses.ts';
import type { LossMove } from '../../contract/overview/losses.ts';
import { nameIn, useFigures } from './words.tsx';

const asked = ['from', 'to', 'item', 'grant', 'cause', 'transporter', 'partner'] as const;

/** The movements behind a figure of loss; each row opens its document. */
export default function LossMovesPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url] = useUrlState();
  const { figure, unit } = useFigures();
  const input = Object.fromEntries(asked.flatMap((name) => (url.get(name) ? [[name, url.get(name)]] : [])));
  return (
    <Page
      title={t('page.supply.loss-moves')}
      subtitle={t('supply.loss-moves-text')}
      crumbs={[crumb(t('page.supply.losses'), '/supply/losses', navigate)]}
    >
      <ListTable<LossMove>
        query={listLossMoves}
        input={input}
        rowKey={(row) => row.key}
        columns={['occurredAt', 'kind', 'cause', 'itemNames', 'qty', 'transporterNames']}
        onOpen={(row) => void navigate({ to: `/goods/documents/${row.documentId}` })}
        cells={{
          occurredAt: (row) => <When at={row.occurredAt} />,
          kind: (row) => t(`supply.loss-kind-${row.kind}`),
          cause: (row) => t(`supply.loss-cause-${row.cause}`),
          itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
          transporterNames: (row) => <bdi>{nameIn(row.transporterNames)}</bdi>,
          partnerNames: (row) => <bdi>{nameIn(row.partnerNames)}</bdi>,
          qty: (row) => (
            <>
              <strong className="kv-number">{figure(row.qty)}</strong> <span className="kv-unit">{unit(row.unit)}</span>
            </>
          ),
          unit: (row) => unit(row.unit),
        }}
        columnFilters={{
          kind: { kind: 'choice', field: 'kind', choices: lossKinds.map((value) => ({ value, label: t(`supply.loss-kind-${value}`) })) },
        }}
        empty={{ title: t('supply.no-losses'), text: t('supply.no-losses-text') }}
      />
    </Page>
  );
}

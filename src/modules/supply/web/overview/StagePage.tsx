import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { ListTable, Page, useUrlState, crumb } from '#foundation/web/ui/index.ts';
import { listPipelineStage, stages } from '../../contract/overview/pipeline.ts';
import type { StageRow } from '../../contract/overview/pipeline.ts';
import { nameIn, useFigures } from './words.tsx';

/** What one figure of the pipeline is made of; each row opens its stock card, its truck or its document. */
export default function StagePage() {
  const t = useT();
  const navigate = useNavigate();
  const [url] = useUrlState();
  const { figure, unit, day } = useFigures();
  const stage = stages.find((one) => one === url.get('stage') && one !== 'expected') ?? 'warehouse';
  const input = Object.fromEntries(
    ['item', 'family', 'grant', 'partner'].flatMap((name) => (url.get(name) ? [[name, url.get(name)]] : [])),
  );
  const open = (row: StageRow) => {
    const to = pathOf(row);
    if (to) void navigate({ to });
  };
  return (
    <Page
      title={t(`column.supply.list-pipeline.${stage}`)}
      subtitle={t(`supply.stage-text-${stage}`)}
      crumbs={[crumb(t('page.supply.pipeline'), '/supply/pipeline', navigate)]}
    >
      <ListTable<StageRow>
        query={listPipelineStage}
        input={{ stage, ...input }}
        rowKey={(row) => row.key}
        columns={[
          'itemNames',
          'placeNames',
          'lotCode',
          'expiresOn',
          'grantCode',
          'condition',
          'qty',
          'unit',
          ...(stage === 'households' ? ['occurredAt'] : []),
        ]}
        onOpen={open}
        cells={{
          itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
          placeNames: (row) => <bdi>{nameIn(row.placeNames) || t('supply.on-the-road')}</bdi>,
          expiresOn: (row) => day(row.expiresOn),
          unit: (row) => unit(row.unit),
          qty: (row) => <strong className="kv-number">{figure(row.qty)}</strong>,
        }}
        empty={{ title: t('supply.no-stage-rows'), text: t('supply.no-stage-rows-text') }}
      />
    </Page>
  );
}

function pathOf(row: StageRow): string | null {
  if (row.documentId) return `/goods/documents/${row.documentId}`;
  if (row.shipmentId) return `/supply/shipments/${row.shipmentId}`;
  if (!row.placeId) return null;
  const card = new URLSearchParams({ item: row.itemId, place: row.placeId });
  if (row.lotId) card.set('lot', row.lotId);
  if (row.grantId) card.set('grant', row.grantId);
  if (row.condition) card.set('condition', row.condition);
  return `/goods/stock-card?${card.toString()}`;
}

import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, Text, useBegin } from '#foundation/web/ui/index.ts';
import { listShipments, planShipment, shipmentStates } from '../../contract/transport/shipments.ts';
import { ShipmentStatus, nameIn } from './words.tsx';

type Row = (typeof listShipments)['output']['_output']['rows'][number];

/** Consignments, those to come among them: only dispatch and security see this list. */
export default function ShipmentsPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayPlan = useCan(planShipment.name);
  const plan = () => void navigate({ to: '/supply/shipments/new' });
  useBegin(planShipment.name, plan);
  return (
    <Page
      title={t('page.supply.shipments')}
      subtitle={t('supply.shipments-text')}
      actions={mayPlan && <Button onClick={plan}>{t('command.supply.plan-shipment')}</Button>}
    >
      <ListTable<Row>
        query={listShipments}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['number', 'plannedOn', 'consignee', 'consigneeOrg', 'trucks', 'kg', 'state', 'discrepancies']}
        onOpen={(row) => void navigate({ to: `/supply/shipments/${row.id}` })}
        cells={{
          origin: (row) => <bdi>{nameIn(row.origin)}</bdi>,
          consignee: (row) => <bdi>{nameIn(row.consignee)}</bdi>,
          consigneeOrg: (row) => row.consigneeOrg && <bdi>{row.consigneeOrg.acronym ?? nameIn(row.consigneeOrg)}</bdi>,
          state: (row) => <ShipmentStatus state={row.state} />,
          discrepancies: (row) =>
            row.discrepancies > 0 ? (
              <Text component="span" c="person" fw={600}>
                {row.discrepancies}
              </Text>
            ) : null,
          sheets: (row) => (row.sheets > 0 ? row.sheets : null),
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'states',
            many: true,
            choices: shipmentStates.map((value) => ({ value, label: t(`supply.shipment-${value}`) })),
          },
          sheets: { kind: 'flag', field: 'sheetsToCheck' },
          plannedOn: { kind: 'days', from: 'from', to: 'to' },
        }}
        empty={{
          title: t('supply.no-shipments'),
          text: t('supply.no-shipments-text'),
          action: mayPlan && <Button onClick={plan}>{t('command.supply.plan-shipment')}</Button>,
        }}
      />
    </Page>
  );
}

import { useT } from '#foundation/web/i18n.ts';
import { Paper, Table, Text, Title } from '#foundation/web/ui/index.ts';
import type { ShipmentShown } from '../../contract/transport/shipments.ts';
import { nameIn, useDay, useQty } from './words.tsx';

/** What the shipment carries, and what of it no truck has yet. */
export function ShipmentLines({ lines }: { lines: ShipmentShown['lines'] }) {
  const t = useT();
  const qty = useQty();
  const day = useDay();
  const kg = Math.ceil(lines.reduce((sum, line) => sum + (line.weightG ?? 0) * line.qty, 0) / 1000);
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('supply.lines')}
      </Title>
      <Table.ScrollContainer minWidth={680}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('supply.item')}</Table.Th>
              <Table.Th>{t('supply.lot-head')}</Table.Th>
              <Table.Th>{t('supply.where')}</Table.Th>
              <Table.Th>{t('supply.grant')}</Table.Th>
              <Table.Th ta="end">{t('supply.quantity')}</Table.Th>
              <Table.Th ta="end">{t('supply.no-truck-yet')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.id}>
                <Table.Td>
                  <bdi>{nameIn(line.item)}</bdi>
                  <Text size="xs" c="dimmed">
                    <span className="kv-code">{line.item.code}</span>
                    {line.reason && (
                      <>
                        {' · '}
                        <bdi>{line.reason}</bdi>
                      </>
                    )}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <span className="kv-code">{line.lotCode}</span>
                  {line.expiresOn && (
                    <Text size="xs" c="dimmed">
                      {t('supply.expires', { day: day(line.expiresOn) })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <span className="kv-code">{line.place.code}</span>
                </Table.Td>
                <Table.Td>
                  <span className="kv-code">{line.grantCode}</span>
                </Table.Td>
                <Table.Td ta="end" className="kv-number">
                  {qty(line.qty, line.item.unit)}
                </Table.Td>
                <Table.Td ta="end" className="kv-number">
                  {line.unassigned > 0 ? (
                    <Text component="span" c="person" fw={600}>
                      {qty(line.unassigned)}
                    </Text>
                  ) : (
                    '–'
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" mt="xs">
        {t('supply.weighs', { kg: qty(kg) })}
      </Text>
    </Paper>
  );
}

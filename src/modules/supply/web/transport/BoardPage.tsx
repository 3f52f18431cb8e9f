import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  EmptyState,
  Group,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  When,
} from '#foundation/web/ui/index.ts';
import { columnsOfBoard, listTrucks } from '../../contract/transport/board.ts';
import type { TruckCard } from '../../contract/transport/board.ts';
import { planShipment } from '../../contract/transport/shipments.ts';
import { Way, AnswerStatus, LegStatus, nameIn, useQty } from './words.tsx';

/** All trucks now, in columns from the plan to the store. Only dispatch and security see it. */
export default function BoardPage() {
  const t = useT();
  const navigate = useNavigate();
  const trucks = useAsk(listTrucks, {}, { refreshMs: 60_000 });
  const mayPlan = useCan(planShipment.name);
  const plan = () => void navigate({ to: '/supply/shipments/new' });
  if (trucks.error)
    return (
      <Page title={t('page.supply.trucks')}>
        <ProblemNotice problem={trucks.error.body} retry={() => void trucks.refetch()} />
      </Page>
    );
  if (!trucks.data) return <Waiting />;
  const { rows } = trucks.data;
  return (
    <Page
      title={t('page.supply.trucks')}
      subtitle={t('supply.trucks-text', { count: rows.length })}
      actions={mayPlan && <Button onClick={plan}>{t('command.supply.plan-shipment')}</Button>}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('supply.no-trucks')} action={mayPlan && <Button onClick={plan}>{t('command.supply.plan-shipment')}</Button>}>
          {t('supply.no-trucks-text')}
        </EmptyState>
      ) : (
        <div className="kv-board">
          {columnsOfBoard.map((column) => (
            <BoardColumn key={column} column={column} rows={rows.filter((row) => row.column === column)} />
          ))}
        </div>
      )}
    </Page>
  );
}

function BoardColumn({ column, rows }: { column: (typeof columnsOfBoard)[number]; rows: readonly TruckCard[] }) {
  const t = useT();
  return (
    <section aria-label={t(`supply.board-${column}`)} data-empty={rows.length === 0}>
      <Group gap={6} mb="xs" align="baseline">
        <Title order={3}>{t(`supply.board-${column}`)}</Title>
        <Text c="dimmed" className="kv-number">
          {rows.length}
        </Text>
      </Group>
      <Stack gap="xs">
        {rows.map((row) => (
          <Card key={row.legId} row={row} />
        ))}
      </Stack>
    </section>
  );
}

/** One truck: what, whence, whither, since when, and what the border says. */
export function Card({ row }: { row: TruckCard }) {
  const t = useT();
  const navigate = useNavigate();
  const qty = useQty();
  const closed = row.crossingStatus === 'closed' && ['planned', 'loaded', 'departed', 'at-crossing'].includes(row.state);
  return (
    <Paper
      p="sm"
      withBorder
      component="a"
      href={`/supply/shipments/${row.shipmentId}#${row.legId}`}
      onClick={(event: React.MouseEvent) => {
        event.preventDefault();
        void navigate({ to: `/supply/shipments/${row.shipmentId}`, hash: row.legId });
      }}
      className="kv-board-card"
    >
      <Group justify="space-between" gap={4}>
        <Text fw={600} className="kv-code">
          <bdi>{row.plate}</bdi>
        </Text>
        <LegStatus state={row.state} />
      </Group>
      <Text size="sm">
        <Way from={row.from} to={row.to} />
      </Text>
      {row.firstItem && (
        <Text size="sm" c="dimmed">
          <bdi>{nameIn(row.firstItem)}</bdi>
          {row.lines > 1 && ` +${row.lines - 1}`} · <span className="kv-number">{qty(row.units)}</span>
        </Text>
      )}
      <Text size="xs" c="dimmed" className="kv-code">
        {row.waybill}
        {row.seals.length > 0 && ` · ${row.seals.join(' ')}`}
      </Text>
      <Group gap={6} mt={6}>
        {row.notified && ['planned', 'loaded'].includes(row.state) && <AnswerStatus answer={row.notified} />}
        {closed && <Status tone="person">{t('supply.gate-closed')}</Status>}
        {row.late && <Status tone="person">{t('supply.late')}</Status>}
        {row.discrepancies > 0 && <Status tone="person">{t('supply.differences', { count: row.discrepancies })}</Status>}
        <Text size="xs" c="dimmed">
          <When at={row.since ?? row.plannedAt} />
        </Text>
      </Group>
    </Paper>
  );
}

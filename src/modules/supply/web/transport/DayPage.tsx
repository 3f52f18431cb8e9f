import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Anchor,
  Button,
  Figure,
  Group,
  Page,
  Paper,
  ProblemNotice,
  SimpleGrid,
  Stack,
  Text,
  Title,
  Waiting,
  When,
} from '#foundation/web/ui/index.ts';
import { listNotifications } from '../../contract/transport/border.ts';
import { listTrucks } from '../../contract/transport/board.ts';
import type { TruckCard } from '../../contract/transport/board.ts';
import { listDiscrepancies } from '../../contract/transport/discrepancies.ts';
import { Card } from './BoardPage.tsx';
import { nameIn, useDay, useQty } from './words.tsx';

/** The dispatcher's day: what waits to be loaded, what stands too long, what the border must be told, what must be settled. */
export default function DayPage() {
  const t = useT();
  const qty = useQty();
  const day = useDay();
  const navigate = useNavigate();
  const trucks = useAsk(listTrucks, {}, { refreshMs: 60_000 });
  // Lists of the border are of the whole mission: at a hub or a store alone they are nobody's business.
  const border = useCan(listNotifications.permission, {});
  const drafts = useAsk(listNotifications, { state: 'draft', limit: 20 }, { enabled: border });
  const waiting = useAsk(listNotifications, { state: 'sent', limit: 20 }, { enabled: border });
  const cases = useAsk(listDiscrepancies, { state: 'open', overdue: true, limit: 10 });
  if (trucks.error)
    return (
      <Page title={t('page.supply.day')}>
        <ProblemNotice problem={trucks.error.body} retry={() => void trucks.refetch()} />
      </Page>
    );
  if (!trucks.data) return <Waiting />;
  const rows = trucks.data.rows;
  const troubled = rows.filter(
    (row) => row.late || (row.crossingStatus === 'closed' && ['planned', 'loaded', 'departed', 'at-crossing'].includes(row.state)),
  );
  const ready = rows.filter((row) => row.state === 'planned' && (row.notified === null || row.notified === 'accepted'));
  const blocked = rows.filter((row) => row.state === 'planned' && row.notified !== null && row.notified !== 'accepted');
  const underway = rows.filter((row) => ['departed', 'at-crossing', 'crossed', 'arrived', 'turned-back'].includes(row.state));
  const board = () => void navigate({ to: '/supply/trucks' });
  return (
    <Page
      title={t('page.supply.day')}
      subtitle={day(trucks.data.day)}
      actions={
        <Button variant="default" onClick={board}>
          {t('page.supply.trucks')}
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure label={t('supply.day-ready')} value={qty(ready.length)} onOpen={board} />
        <Figure label={t('supply.day-blocked')} value={qty(blocked.length)} onOpen={board} />
        <Figure label={t('supply.day-underway')} value={qty(underway.length)} onOpen={board} />
        <Figure label={t('supply.day-troubled')} value={qty(troubled.length)} onOpen={board} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Cards title={t('supply.needs-a-look')} rows={troubled} empty={t('supply.nothing-late')} />
        <Cards title={t('supply.to-load')} rows={ready} empty={t('supply.nothing-to-load-now')} />
        {border && (
          <Section title={t('supply.border-today')}>
            {[...(drafts.data?.rows ?? []), ...(waiting.data?.rows ?? [])].map((row) => (
              <Line key={row.id} href={`/supply/notifications/${row.id}`} code={row.number}>
                <bdi>{nameIn(row.crossingNames)}</bdi> · {t(`supply.notification-${row.state}`)} · {t('supply.cut-off')}{' '}
                <When at={row.cutOffAt} />
              </Line>
            ))}
            {(drafts.data?.total ?? 0) + (waiting.data?.total ?? 0) === 0 && <Text c="dimmed">{t('supply.border-quiet')}</Text>}
          </Section>
        )}
        <Section title={t('supply.cases-overdue')}>
          {(cases.data?.rows ?? []).map((row) => (
            <Line key={row.id} href={`/supply/discrepancies/${row.id}`} code={row.number}>
              <bdi>{nameIn(row.place)}</bdi> · {day(row.dueOn)}
            </Line>
          ))}
          {(cases.data?.total ?? 0) === 0 && <Text c="dimmed">{t('supply.no-cases-overdue')}</Text>}
        </Section>
      </SimpleGrid>
    </Page>
  );
}

function Cards({ title, rows, empty }: { title: string; rows: readonly TruckCard[]; empty: string }) {
  return (
    <Section title={title}>
      {rows.length === 0 && <Text c="dimmed">{empty}</Text>}
      {rows.slice(0, 8).map((row) => (
        <Card key={row.legId} row={row} />
      ))}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack gap="xs">{children}</Stack>
    </Paper>
  );
}

function Line({ href, code, children }: { href: string; code: string; children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <Group gap="xs">
      <Anchor
        href={href}
        onClick={(event) => {
          event.preventDefault();
          void navigate({ to: href });
        }}
        className="kv-code"
      >
        {code}
      </Anchor>
      <Text size="sm" c="dimmed" component="span">
        {children}
      </Text>
    </Group>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Facts,
  Figure,
  Grid,
  History,
  Progress,
  SimpleGrid,
  Stack,
  Status,
  Text,
  Title,
  When,
  Lines,
} from '#foundation/web/ui/index.ts';
import { closeLane } from '../contract/day.ts';
import type { EventShown } from '../contract/events.ts';
import { peopleKeys } from '../contract/shared.ts';
import { StockLines } from './StockLines.tsx';
import { nameIn, useWords } from './words.tsx';

/** How the day goes now: who came, what is left, how fast each lane is. */
export function LiveTab({ event }: { event: EventShown }) {
  const t = useT();
  const navigate = useNavigate();
  const { figure } = useWords();
  const to = (tab: string) => () => void navigate({ to: `/assistance/events/${event.id}`, search: { tab } as never });
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <Figure
          label={t('assistance.served')}
          value={t('assistance.so-far', { served: event.served, expected: event.expected })}
          onOpen={to('given')}
        />
        {event.admits === 'list' && <Figure label={t('assistance.no-shows')} value={figure(event.noShows)} onOpen={to('list')} />}
        <Figure
          label={t('assistance.odd')}
          value={figure(event.odd)}
          {...(event.odd > 0 ? { onOpen: () => void navigate({ to: `/assistance/litigation?event=${event.id}` }) } : {})}
        />
        <Figure label={t('assistance.undone')} value={figure(event.undone)} />
      </SimpleGrid>
      <Progress value={event.expected > 0 ? Math.min(100, (100 * event.served) / event.expected) : 0} aria-label={t('assistance.served')} />
      <StockLines event={event} />
      <Lanes event={event} />
      <Reached event={event} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <DayFacts event={event} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Marks event={event} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Lanes({ event }: { event: EventShown }) {
  const t = useT();
  const { figure } = useWords();
  const { send, busy } = useSend(closeLane);
  const mayClose = event.abilities.includes(closeLane.name);
  return (
    <Stack gap="xs">
      <Title order={2}>{t('assistance.lanes')}</Title>
      <Lines
        label={t('assistance.lanes')}
        rows={event.lanes}
        rowKey={(lane) => lane.id}
        columns={[
          { key: 'no', title: t('assistance.lane'), cell: (lane) => `${figure(lane.no)} · ${t(`assistance.lane-${lane.kind}`)}` },
          { key: 'served', title: t('assistance.served'), number: true, cell: (lane) => figure(lane.served) },
          ...(event.admits === 'list'
            ? [
                {
                  key: 'expected',
                  title: t('assistance.on-list'),
                  number: true,
                  cell: (lane: (typeof event.lanes)[number]) => figure(lane.expected),
                },
              ]
            : []),
          { key: 'perHour', title: t('assistance.per-hour'), number: true, cell: (lane) => (lane.lastAt ? figure(lane.perHour) : null) },
          { key: 'lastAt', title: t('assistance.last-at'), cell: (lane) => lane.lastAt && <When at={lane.lastAt} /> },
          {
            key: 'closed',
            title: t('assistance.lane-state'),
            cell: (lane) =>
              lane.closedAt ? (
                <Status tone="stopped">{t('assistance.lane-closed')}</Status>
              ) : mayClose ? (
                <Button size="xs" variant="default" loading={busy} onClick={() => void send({ eventId: event.id, laneId: lane.id })}>
                  {t('command.assistance.close-lane')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Stack>
  );
}

/** Persons by sex and age, as far as they were counted. */
function Reached({ event }: { event: EventShown }) {
  const t = useT();
  const { figure } = useWords();
  const total = peopleKeys.reduce((sum, key) => sum + event.people[key], 0);
  if (total === 0) return null;
  const ages = ['0', '5', '18', '60'] as const;
  return (
    <Stack gap="xs">
      <Title order={2}>{t('assistance.people')}</Title>
      <Lines
        label={t('assistance.people')}
        rows={ages.map((age) => ({ age, f: event.people[`f${age}`], m: event.people[`m${age}`] }))}
        rowKey={(row) => row.age}
        columns={[
          { key: 'age', title: t('assistance.age'), cell: (row) => t(`assistance.age-${row.age}`) },
          { key: 'f', title: t('assistance.female'), number: true, cell: (row) => figure(row.f) },
          { key: 'm', title: t('assistance.male'), number: true, cell: (row) => figure(row.m) },
          { key: 'sum', title: t('assistance.total'), number: true, cell: (row) => figure(row.f + row.m) },
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('assistance.people-total', { persons: total, households: event.householdsUncounted })}
      </Text>
    </Stack>
  );
}

function DayFacts({ event }: { event: EventShown }) {
  const t = useT();
  const { day } = useWords();
  const label = (key: string) => t(`column.assistance.list-events.${key}`);
  return (
    <Facts
      items={[
        { label: label('givesOn'), value: day(event.givesOn) },
        {
          label: label('siteNames'),
          value: (
            <>
              <bdi>{nameIn(event.siteNames)}</bdi> (<bdi>{nameIn(event.areaNames)}</bdi>)
            </>
          ),
        },
        { label: label('orgNames'), value: <bdi>{nameIn(event.orgNames)}</bdi> },
        { label: t('assistance.store'), value: <bdi>{nameIn(event.storeNames)}</bdi> },
        {
          label: label('packageNames'),
          value: <bdi>{t('assistance.package-version', { name: nameIn(event.packageNames), version: event.packageVersion })}</bdi>,
        },
        { label: label('admits'), value: t(`assistance.admits-${event.admits}`) },
        ...(event.planNumber ? [{ label: t('assistance.plan-number'), value: <span className="kv-code">{event.planNumber}</span> }] : []),
        ...(event.team.length > 0
          ? [{ label: t('assistance.team'), value: <bdi>{event.team.map((one) => one.name).join(', ')}</bdi> }]
          : []),
        ...(event.note ? [{ label: t('field.note'), value: <bdi>{event.note}</bdi> }] : []),
      ]}
    />
  );
}

function Marks({ event }: { event: EventShown }) {
  const t = useT();
  const { moment } = useWords();
  if (event.marks.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2}>{t('assistance.marks')}</Title>
      <History
        items={event.marks.map((mark) => ({
          id: mark.id,
          title: t(`assistance.mark-${mark.kind}`, { units: 0, side: '', ...mark.figures, ...wordsOf(t, mark.figures) }),
          by: mark.by,
          at: moment(mark.occurredAt),
          refused: mark.kind === 'stopped',
        }))}
      />
    </Stack>
  );
}

/** Codes of a mark in words. */
function wordsOf(t: ReturnType<typeof useT>, figures: Readonly<Record<string, string | number>>) {
  const said = (key: string, prefix: string) => (figures[key] === undefined ? {} : { [key]: t(`assistance.${prefix}-${figures[key]}`) });
  return { ...said('why', 'why'), ...said('stock', 'stock'), ...said('side', 'side') };
}

import { Link } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Paper, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import type { Person } from './PersonPage.tsx';
import { useDays } from './words.tsx';

/** Where a person belongs now and belonged before, with the days. */
export function Memberships({ at }: { at: Person }) {
  const t = useT();
  const { day } = useDays();
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('people.section-household')}
      </Title>
      <Stack gap="xs">
        {at.memberships.length === 0 && <Text c="dimmed">–</Text>}
        {at.memberships.map((one) => (
          <div key={one.householdId + one.fromDay + one.relation}>
            <Link to={`/people/households/${one.householdId}`} className="kv-opens kv-code">
              {one.householdNumber}
            </Link>{' '}
            <Text span>
              {t(`people.relation-${one.relation}`)}
              {one.collector !== 'none' && ` · ${t(`people.collector-${one.collector}`)}`}
            </Text>
            <Text size="sm" c="dimmed">
              {one.toDay
                ? `${t('people.membership-was', { from: day(one.fromDay), to: day(one.toDay) })} · ${t(`people.ended-${one.endReason ?? 'left'}`)}`
                : t('people.membership-since', { day: day(one.fromDay) })}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

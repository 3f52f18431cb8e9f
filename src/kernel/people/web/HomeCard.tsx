import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Figure, Group, Paper, SimpleGrid, Stack, Title } from '#foundation/web/ui/index.ts';
import { getToday } from '../contract/desk.ts';
import { listPairs } from '../contract/matching.ts';
import { registerHousehold } from '../contract/register.ts';
import { useDays } from './words.tsx';

/** The registration day in figures, and the way into it. */
export default function HomeCard() {
  const t = useT();
  const navigate = useNavigate();
  const { figure } = useDays();
  const may = useCan(getToday.permission);
  const mayRegister = useCan(registerHousehold.name);
  const decides = useCan(listPairs.name);
  const today = useAsk(getToday, {}, { enabled: may, refreshMs: 60_000 });
  if (!may || !today.data) return null;
  const open = (to: string) => () => void navigate({ to });
  return (
    <Paper p="md">
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t('people.home')}</Title>
          <Group gap="xs">
            <Button variant="default" onClick={open('/people')}>
              {t('page.people.search')}
            </Button>
            {mayRegister && <Button onClick={open('/people/register')}>{t('command.people.register-household')}</Button>}
          </Group>
        </Group>
        <SimpleGrid cols={{ base: 2, sm: decides ? 4 : 3 }}>
          <Figure label={t('people.home-households')} value={figure(today.data.households)} onOpen={open('/people/households')} />
          <Figure label={t('people.home-persons')} value={figure(today.data.persons)} />
          <Figure label={t('people.home-without-card')} value={figure(today.data.withoutCard)} />
          {decides && <Figure label={t('people.home-pairs')} value={figure(today.data.openPairs)} onOpen={open('/people/pairs')} />}
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Divider, Group, Paper, SimpleGrid, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { listMySignIns } from '../contract/account.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import { useWhence } from './whence.ts';

/** When and from where one's own sign-in was tried: what one did not do oneself is told to an administrator. */
export function MySignIns() {
  const t = useT();
  const when = useWhen();
  const whence = useWhence();
  const [limit, setLimit] = useState(8);
  const log = useAsk(listMySignIns, { limit }, { keepPrevious: true });
  const rows = log.data?.rows ?? [];
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('query.access.list-my-sign-ins')}</Title>
        <Text size="sm" c="dimmed">
          {t('access.my-sign-ins-text')}
        </Text>
        {rows.map((row) => (
          <Stack key={row.id} gap="xs">
            <Divider />
            <SimpleGrid cols={{ base: 1, sm: 4 }} spacing="xs" verticalSpacing={2}>
              <Text size="sm">{when(row.at)}</Text>
              <div>
                <OutcomeMark outcome={row.outcome} />
              </div>
              <Text size="sm">{whence.device(row)}</Text>
              <Text size="sm" c="dimmed">
                {whence.place(row)} <span className="kv-code">{row.address}</span>
              </Text>
            </SimpleGrid>
          </Stack>
        ))}
        {(log.data?.total ?? 0) > limit && (
          <Group>
            <Button variant="default" size="xs" onClick={() => setLimit(limit + 40)}>
              {t('access.show-more')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

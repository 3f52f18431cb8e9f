import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Group, Paper, Stack, Table, Text, Title } from '#foundation/web/ui/index.ts';
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
        <div className="kv-scroll">
          <Table>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>{when(row.at)}</Table.Td>
                  <Table.Td>
                    <OutcomeMark outcome={row.outcome} />
                  </Table.Td>
                  <Table.Td>{whence.device(row)}</Table.Td>
                  <Table.Td>
                    {whence.place(row)} <span className="kv-code">{row.address}</span>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
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

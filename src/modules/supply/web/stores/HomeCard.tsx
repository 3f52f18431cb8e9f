import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Figure, Group, Paper, SimpleGrid, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { storeToday } from '../../contract/stores/keeping.ts';
import { recordReceipt } from '../../contract/stores/receipts.ts';
import { useQty } from './words.tsx';

const cards = [
  { key: 'toDecide', to: '/supply/store?tab=waiting' },
  { key: 'differing', to: '/supply/receipts?open=true' },
  { key: 'unsorted', to: '/supply/store?s.conditions=unsorted' },
  { key: 'quarantined', to: '/supply/store?s.conditions=quarantine' },
  { key: 'counting', to: '/supply/counts' },
  { key: 'expiring', to: '/supply/store?s.sort=expiresOn' },
  { key: 'overdueLoans', to: '/supply/loans?overdue=true' },
  { key: 'receivedToday', to: '/supply/receipts' },
] as const;

/** What a storekeeper must look at this morning; what is nothing is not shown. */
export default function HomeCard() {
  const t = useT();
  const navigate = useNavigate();
  const { figures } = useQty();
  const may = useCan(storeToday.permission);
  const mayReceive = useCan(recordReceipt.name);
  const today = useAsk(storeToday, {}, { enabled: may, refreshMs: 60_000 });
  if (!may || !today.data) return null;
  const data = today.data;
  const shown = cards.filter((card) => data[card.key] > 0);
  return (
    <Paper p="md">
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t('supply.home')}</Title>
          {mayReceive && (
            <Button onClick={() => void navigate({ to: '/supply/receipts/new' })}>{t('command.supply.record-receipt')}</Button>
          )}
        </Group>
        {shown.length === 0 && <Text c="dimmed">{t('supply.home-nothing')}</Text>}
        <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }}>
          {shown.map((card) => (
            <Figure
              key={card.key}
              label={t(`supply.home-${card.key}`)}
              value={figures(data[card.key])}
              onOpen={() => void navigate({ to: card.to })}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

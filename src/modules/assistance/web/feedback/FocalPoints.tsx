import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, Paper, ProblemNotice, Select, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { findPeople } from '#kernel/notes/contract/notes.ts';
import { endFocalPoint, listFocalPoints, nameFocalPoint } from '../../contract/feedback/sealed.ts';

/** Who alone may read sealed reports: known to everybody, named by somebody else. */
export function FocalPoints() {
  const t = useT();
  const may = useCan(listFocalPoints.name);
  const points = useAsk(listFocalPoints, {}, { enabled: may });
  const end = useSend(endFocalPoint);
  if (!points.data) return null;
  const mayEnd = points.data.abilities.includes(endFocalPoint.name);
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('assistance.focal-points')}
      </Title>
      <Stack gap="xs">
        {points.data.rows.length === 0 && <Text c="dimmed">{t('assistance.no-focal-points')}</Text>}
        {points.data.rows.map((row) => (
          <Group key={row.id} justify="space-between">
            <Text>
              <bdi>{row.name}</bdi>
            </Text>
            {mayEnd && (
              <Button
                size="xs"
                variant="default"
                loading={end.busy}
                onClick={() => void end.send({ focalPointId: row.id }).then(() => points.refetch())}
              >
                {t('command.assistance.end-focal-point')}
              </Button>
            )}
          </Group>
        ))}
        {points.data.abilities.includes(nameFocalPoint.name) && <NameOne onDone={() => void points.refetch()} />}
      </Stack>
    </Paper>
  );
}

function NameOne({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const [userId, setUserId] = useState<string | null>(null);
  const people = useAsk(findPeople, { search }, { keepPrevious: true });
  const { send, busy, problem } = useSend(nameFocalPoint);
  const name = async () => {
    if (!userId) return;
    const outcome = await send({ focalPointId: newId(), userId });
    if (outcome?.state !== 'applied') return;
    setUserId(null);
    onDone();
  };
  return (
    <Stack gap="xs">
      {problem && <ProblemNotice problem={problem} />}
      <Group align="flex-end">
        <Select
          label={t('assistance.person')}
          searchable
          clearable
          value={userId}
          searchValue={search}
          onSearchChange={setSearch}
          filter={({ options }) => options}
          data={(people.data?.people ?? []).map((person) => ({ value: person.id, label: person.name }))}
          onChange={setUserId}
        />
        <Button variant="default" disabled={!userId} loading={busy} onClick={() => void name()}>
          {t('command.assistance.name-focal-point')}
        </Button>
      </Group>
    </Stack>
  );
}

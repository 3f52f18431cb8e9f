import { useState } from 'react';

import { findPeople } from '#kernel/notes/contract/notes.ts';
import {
  Alert,
  Button,
  CommandForm,
  Divider,
  Facts,
  Group,
  Modal,
  ProblemNotice,
  Select,
  Stack,
  Text,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { useCan } from '#foundation/web/session.ts';
import type { Outcome } from '#foundation/command.ts';
import { dismissParked, getParked, releaseParked } from '../contract/parking.ts';
import { linesOf } from './content.ts';
import { CommandName, useWhy } from './words.tsx';

/** One parked record: what was recorded, why it waits, and the ways to close it. */
export function ParkedDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const parked = useAsk(getParked, { id });
  return (
    <Modal opened onClose={onClose} title={parked.data ? <CommandName name={parked.data.name} /> : t('sync.look')} size="lg">
      {parked.error && <ProblemNotice problem={parked.error.body} />}
      {parked.isPending && <Waiting />}
      {parked.data && <Content parked={parked.data} onClose={onClose} />}
    </Modal>
  );
}

type Parked = NonNullable<ReturnType<typeof useAsk<typeof getParked.input, typeof getParked.output>>['data']>;

function Content({ parked, onClose }: { parked: Parked; onClose: () => void }) {
  const t = useT();
  const when = useWhen();
  const why = useWhy();
  const mayDismiss = useCan(dismissParked.name);
  return (
    <Stack gap="md">
      <Alert color="person" title={why(parked.reason, parked.figures)} />
      <Facts
        items={[
          { label: t('column.sync.list-parked.userName'), value: <bdi>{parked.userName}</bdi> },
          { label: t('column.sync.list-parked.deviceName'), value: <bdi>{parked.deviceName}</bdi> },
          { label: t('column.sync.list-parked.occurredAt'), value: when(parked.occurredAt) },
          { label: t('column.sync.list-parked.parkedAt'), value: when(parked.parkedAt) },
          ...(parked.resolution ? [{ label: t('column.sync.list-parked.resolution'), value: <bdi>{parked.resolution}</bdi> }] : []),
        ]}
      />
      <Text fw={600}>{t('sync.content')}</Text>
      <Facts items={linesOf(parked.input).map(({ path, value }) => ({ label: path, value: <bdi>{value}</bdi> }))} />
      <Text size="xs" c="dimmed">
        {t('sync.looked-note')}
      </Text>
      {parked.state === 'waiting' && <Release id={parked.id} onClose={onClose} />}
      {parked.state === 'waiting' && mayDismiss && (
        <>
          <Divider label={t('sync.dismiss-title')} />
          <CommandForm
            def={dismissParked}
            fixed={{ id: parked.id }}
            initial={{}}
            submitLabel={t('sync.dismiss')}
            fields={[{ name: 'reason', kind: 'long', label: t('sync.dismiss-reason'), hint: t('sync.dismiss-hint'), required: true }]}
            onDone={() => {
              tell(t('sync.state.dismissed'));
              onClose();
            }}
          />
        </>
      )}
    </Stack>
  );
}

function Release({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(releaseParked);
  const [asUser, setAsUser] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const people = useAsk(findPeople, { search }, { keepPrevious: true });
  const [still, setStill] = useState<Extract<Outcome, { state: 'refused' }> | null>(null);
  const apply = async () => {
    const answer = await send({ id, ...(asUser ? { asUser } : {}) });
    if (answer?.state !== 'applied') return;
    const { outcome } = releaseParked.result.parse(answer.result) as { outcome: Outcome };
    if (outcome.state === 'refused') return setStill(outcome);
    tell(t('sync.applied-now'));
    onClose();
  };
  return (
    <Stack gap="sm">
      {problem && <ProblemNotice problem={problem} />}
      {still && (
        <Text c="person">
          {t('sync.still-waits', { reason: t(`problem.${still.problem.type}`, still.problem.figures as Record<string, string>) })}
        </Text>
      )}
      <Select
        label={t('sync.apply-as')}
        placeholder={t('sync.apply-own')}
        value={asUser}
        onChange={setAsUser}
        clearable
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        data={(people.data?.people ?? []).map((person) => ({ value: person.id, label: person.name }))}
      />
      <Group>
        <Button loading={busy} onClick={() => void apply()}>
          {t('sync.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, ProblemNotice, SegmentedControl, Stack, Text, Textarea } from '#foundation/web/ui/index.ts';
import { mergePersons } from '../contract/matching.ts';
import type { Pair } from './PairsPage.tsx';
import { useDays } from './words.tsx';

/** Which record goes on, and why they are one; the other becomes its alias, and nothing is deleted. */
export function MergeForm({ pair, mergeId, onDone, onCancel }: { pair: Pair; mergeId: string; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const { day } = useDays();
  const [id] = useState(mergeId);
  const older = pair.a.registeredAt <= pair.b.registeredAt ? pair.a : pair.b;
  const [intoId, setInto] = useState(older.id);
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useSend(mergePersons);
  const save = async () => {
    const fromId = intoId === pair.a.id ? pair.b.id : pair.a.id;
    const outcome = await send({ mergeId: id, fromId, intoId, reason: reason.trim() });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Text size="sm">{t('people.merge-text')}</Text>
      <SegmentedControl
        aria-label={t('people.merge-stays')}
        value={intoId}
        orientation="vertical"
        data={[pair.a, pair.b].map((one) => ({
          value: one.id,
          label: [one.number, one.householdNumber, t('people.registered-on', { day: day(one.registeredAt.slice(0, 10)) })]
            .filter(Boolean)
            .join(' · '),
        }))}
        onChange={setInto}
      />
      <Textarea
        label={t('people.merge-why')}
        withAsterisk
        autosize
        minRows={2}
        dir="auto"
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button loading={busy} disabled={reason.trim().length < 3} onClick={() => void save()}>
          {t('command.people.merge-persons')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Group, ProblemNotice, SegmentedControl, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { answerNotification } from '../../contract/transport/border.ts';
import type { Notification } from './NotificationPage.tsx';
import { nameIn } from './words.tsx';

type Answer = 'accepted' | 'refused';

/** The authority's answer to the whole list, and the lines for which it said otherwise. */
export function AnswerForm({ at, onDone }: { at: Notification; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(answerNotification);
  const [answer, setAnswer] = useState<Answer>('accepted');
  const [but, setBut] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [answerRef, setRef] = useState('');
  const other: Answer = answer === 'accepted' ? 'refused' : 'accepted';
  const lines = at.legs
    .filter((leg) => leg.listed)
    .flatMap((leg) => leg.lines.map((line) => ({ leg, line, key: `${leg.legId} ${line.lineId}` })));
  const toggle = (key: string) =>
    setBut((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const submit = async () => {
    const said = reason.trim() ? { reason } : {};
    const outcome = await send({
      notificationId: at.id,
      answer,
      ...said,
      ...(answerRef.trim() ? { answerRef } : {}),
      but: lines
        .filter(({ key }) => but.has(key))
        .map(({ leg, line }) => ({ legId: leg.legId, lineId: line.lineId, answer: other, ...said })),
    });
    if (outcome && outcome.state !== 'refused') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <SegmentedControl
        value={answer}
        onChange={(value) => setAnswer(value as Answer)}
        data={(['accepted', 'refused'] as const).map((value) => ({ value, label: t(`supply.whole-list-${value}`) }))}
      />
      <Text size="sm" fw={500}>
        {t(`supply.but-these-${other}`)}
      </Text>
      {lines.map(({ leg, line, key }) => (
        <Checkbox key={key} label={`${leg.plate} · ${nameIn(line.item)}`} checked={but.has(key)} onChange={() => toggle(key)} />
      ))}
      <TextInput label={t('supply.answer-ref')} dir="ltr" value={answerRef} onChange={(event) => setRef(event.currentTarget.value)} />
      <TextInput label={t('supply.refusal-reason')} dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Group>
        <Button loading={busy} onClick={() => void submit()}>
          {t('command.supply.answer-notification')}
        </Button>
      </Group>
    </Stack>
  );
}

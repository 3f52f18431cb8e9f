import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useField, useFieldQueue } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Progress, Stack, Text, Title, useStep } from '#foundation/web/ui/index.ts';
import { closeLane, stopEvent } from '../../contract/day.ts';
import { takeOverLane } from '../../contract/field/lane.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import { recordHandover, undoHandover } from '../../contract/handovers.ts';
import { foldLane, judgeToken, readLaneCode } from '../../domain/field/lane.ts';
import type { LaneNow, Verdict } from '../../domain/field/lane.ts';
import { readAtLane } from '../../domain/field/card.ts';
import { hashToken } from '../../domain/token.ts';
import { CloseStep } from './CloseStep.tsx';
import { FeedbackStep } from './FeedbackStep.tsx';
import { FindStep } from './FindStep.tsx';
import { StopStep } from './StopStep.tsx';
import { TallyStep } from './TallyStep.tsx';
import { VerdictStep } from './VerdictStep.tsx';
import type { Giving } from './VerdictStep.tsx';

const heard = [recordHandover.name, undoHandover.name, closeLane.name, stopEvent.name, takeOverLane.name, 'assistance.open-event'];

/** The lane as it stands on this phone, and the next household. */
export function LaneWork({ pack }: { pack: LanePack }) {
  const t = useT();
  const field = useField();
  const now = foldLane(pack, useFieldQueue({ names: heard }));
  const [step, go] = useStep<'verdict' | 'tally' | 'close' | 'stop' | 'feedback'>();
  const [asked, setAsked] = useState<{ verdict: Verdict; hash?: string } | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const subject = { kind: 'assistance-event', id: pack.eventId };
  const look = (token: { hash?: string; number?: number }) => {
    setAsked({ verdict: judgeToken(pack, now, token), ...(token.hash ? { hash: token.hash } : {}) });
    setTold(null);
    go('verdict');
  };
  const scan = async (text: string) => {
    const other = readLaneCode(pack.eventId, text);
    if (!other) {
      const read = await readAtLane(text, pack.keys, crypto.subtle as never);
      if (read.kind === 'text') return look({ hash: await hashToken(pack.eventId, read.text) });
      setAsked({ verdict: { kind: 'red', why: read.kind } });
      setTold(null);
      return go('verdict');
    }
    if (other.from === pack.lane) return;
    await field.record(takeOverLane, { eventId: pack.eventId, laneId: pack.laneId, ...other }, { subject, title: pack.number });
    setTold(t('assistance.field-taken-over', { lane: other.from }));
  };
  const give = async (giving: Giving, signature: Blob | null = null) => {
    const input = { eventId: pack.eventId, handoverId: newId(), laneId: pack.laneId, ...giving };
    // A signature hangs on its hand-over alone.
    const about = signature ? { subject: { kind: 'assistance-handover', id: input.handoverId }, photos: [signature] } : { subject };
    await field.record(recordHandover, input, { ...about, title: pack.number });
    setAsked(null);
    setTold(t('assistance.field-given'));
    go(null);
  };
  const said = () => {
    setTold(t('assistance.field-feedback-kept'));
    go(null);
  };
  if (step === 'verdict' && asked)
    return <VerdictStep pack={pack} verdict={asked.verdict} hash={asked.hash} onGive={give} onBack={() => go(null)} />;
  if (step === 'tally') return <TallyStep pack={pack} onGive={give} onBack={() => go(null)} />;
  if (step === 'close') return <CloseStep pack={pack} now={now} onBack={() => go(null)} />;
  if (step === 'stop') return <StopStep pack={pack} onBack={() => go(null)} />;
  if (step === 'feedback') return <FeedbackStep pack={pack} onDone={() => said()} onBack={() => go(null)} />;
  return (
    <Stack gap="md">
      <LaneHead pack={pack} now={now} />
      {told && <Alert color="settled">{told}</Alert>}
      {pack.admits === 'list' && !now.closed && <FindStep register={pack.register} onScan={scan} onNumber={(number) => look({ number })} />}
      {!now.closed && (
        <Button size="xl" variant={pack.admits === 'rule' ? 'filled' : 'default'} disabled={now.stopped} onClick={() => go('tally')}>
          {t(pack.admits === 'rule' ? 'assistance.field-count-household' : 'assistance.field-without-token')}
        </Button>
      )}
      <UndoLast pack={pack} now={now} />
      <Button size="lg" variant="default" onClick={() => go('feedback')}>
        {t('assistance.field-feedback')}
      </Button>
      <Group grow>
        <Button size="lg" variant="default" onClick={() => go('close')}>
          {t(now.closed ? 'assistance.field-show-code' : 'command.assistance.close-lane')}
        </Button>
        {!now.stopped && (
          <Button size="lg" color="person" onClick={() => go('stop')}>
            {t('assistance.field-stop')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function LaneHead({ pack, now }: { pack: LanePack; now: LaneNow }) {
  const t = useT();
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Title order={2} size="h1">
          {t('assistance.field-lane', { lane: pack.lane })}
        </Title>
        <Text size="xl" fw={700} className="kv-number" style={{ whiteSpace: 'nowrap' }}>
          {t('assistance.so-far', { served: now.served, expected: now.expected })}
        </Text>
      </Group>
      <Text c="dimmed">
        <bdi className="kv-code">{pack.number}</bdi> · {t(`assistance.lane-${pack.kind}`)}
      </Text>
      <Progress value={now.expected > 0 ? Math.min(100, (100 * now.served) / now.expected) : 0} aria-label={t('assistance.served')} />
      {now.stopped && (
        <Alert color="person" variant="filled" title={t('assistance.field-stopped')}>
          {t('assistance.field-stopped-text')}
        </Alert>
      )}
      {now.closed && <Alert color="stopped">{t('assistance.field-lane-closed')}</Alert>}
    </Stack>
  );
}

/** The last household of this phone, and the way back if it was a mistake. */
function UndoLast({ pack, now }: { pack: LanePack; now: LaneNow }) {
  const t = useT();
  const field = useField();
  const last = now.own.at(-1);
  if (!last) return null;
  const token = [...pack.tokens, ...pack.others].find((one) => one.hash === last.input['tokenHash']);
  const undo = () =>
    field.record(
      undoHandover,
      { eventId: pack.eventId, handoverId: last.input['handoverId'] as string, undoId: newId(), reason: t('assistance.field-undo-reason') },
      { subject: { kind: 'assistance-event', id: pack.eventId }, title: pack.number },
    );
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text>{token ? t('assistance.field-last-number', { number: token.number }) : t('assistance.field-last')}</Text>
      <Button variant="default" size="md" onClick={() => void undo()}>
        {t('assistance.field-undo')}
      </Button>
    </Group>
  );
}

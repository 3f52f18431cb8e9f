import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Group,
  Modal,
  NumberField,
  ProblemNotice,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
  tell,
} from '#foundation/web/ui/index.ts';
import type { EventShown } from '../contract/events.ts';
import { recordHandover } from '../contract/handovers.ts';
import { proofs } from '../contract/shared.ts';
import type { Proof } from '../contract/shared.ts';
import { dueOf } from '../domain/entitlement.ts';
import { AmountFields, linesOf } from './AmountFields.tsx';
import type { Amounts } from './AmountFields.tsx';

type Told = z.input<typeof recordHandover.input>;

/** What the package gives, as the fields of a form. */
function dueFor(event: EventShown, size: number | null, households: number): Amounts {
  const bands = event.lines.map((line) => ({ itemId: line.item.id, fromSize: line.fromSize, toSize: line.toSize, qty: line.qty }));
  return Object.fromEntries([...dueOf(bands, size, households)].map(([itemId, qty]) => [itemId, qty ?? undefined]));
}

/** Tells a hand-over at the desk: by the token's number, by a tent, or only counted. */
export function HandoverForm({ event, onClose }: { event: EventShown; onClose: () => void }) {
  const t = useT();
  const [way, setWay] = useState<'token' | 'tent' | 'tally'>(event.admits === 'list' ? 'token' : 'tally');
  const [laneId, setLane] = useState(event.lanes[0]?.id ?? '');
  const [known, setKnown] = useState<{
    number?: number | string | undefined;
    tent: string;
    households?: number | string | undefined;
    size?: number | string | undefined;
  }>({ tent: '', households: 1 });
  const [amounts, setAmounts] = useState<Amounts>(() => dueFor(event, null, 1));
  const [proof, setProof] = useState<Proof>('sheet');
  const [collector, setCollector] = useState<'self' | 'alternate' | 'delegate'>('self');
  const [handoverId] = useState(() => newId());
  const { send, busy, problem } = useSend(recordHandover);
  const set = (change: Partial<typeof known>) => {
    const next = { ...known, ...change };
    setKnown(next);
    if (typeof next.size === 'number') setAmounts(dueFor(event, next.size, way === 'tally' ? Number(next.households) || 1 : 1));
  };
  const lines = linesOf(amounts);
  const input = (): Told | undefined => {
    const size = typeof known.size === 'number' ? { size: known.size } : {};
    const who = way === 'token' ? { tokenNumber: known.number } : way === 'tent' ? { tent: known.tent } : { households: known.households };
    const parsed = recordHandover.input.safeParse({ eventId: event.id, handoverId, laneId, way, ...who, ...size, lines, proof, collector });
    return parsed.success && (way !== 'token' || known.number !== undefined) ? parsed.data : undefined;
  };
  const told = input();
  const save = async () => {
    if (!told) return;
    const outcome = await send(told);
    if (!outcome || outcome.state === 'refused') return;
    tell(t('assistance.handover-saved'));
    onClose();
  };
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.record-handover')}>
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        <SegmentedControl value={way} data={choices('way', ['token', 'tent', 'tally'])} onChange={(next) => setWay(next as typeof way)} />
        {way === 'token' && (
          <NumberField label={t('assistance.number')} withAsterisk value={known.number} onChange={(number) => set({ number })} />
        )}
        {way === 'tent' && (
          <TextInput
            label={t('assistance.tent')}
            withAsterisk
            value={known.tent}
            onChange={(event_) => set({ tent: event_.currentTarget.value })}
          />
        )}
        {way === 'tally' && (
          <NumberField
            label={t('assistance.households')}
            withAsterisk
            value={known.households}
            onChange={(households) => set({ households })}
          />
        )}
        <NumberField
          label={t('assistance.size')}
          unit={t('assistance.unit-persons')}
          value={known.size}
          onChange={(size) => set({ size })}
        />
        <Select
          label={t('assistance.lane')}
          value={laneId}
          allowDeselect={false}
          data={event.lanes.map((lane) => ({ value: lane.id, label: `${lane.no} · ${t(`assistance.lane-${lane.kind}`)}` }))}
          onChange={(id) => id && setLane(id)}
        />
        <AmountFields items={event.stock.map((row) => row.item)} value={amounts} onChange={setAmounts} />
        <Select
          label={t('assistance.collector')}
          value={collector}
          allowDeselect={false}
          data={choices('collector', ['self', 'alternate', 'delegate'])}
          onChange={(next) => setCollector(next as typeof collector)}
        />
        <Select
          label={t('assistance.proof')}
          description={t('assistance.proof-hint')}
          value={proof}
          allowDeselect={false}
          // A signature on a phone comes from that phone alone.
          data={choices(
            'proof',
            proofs.filter((one) => one !== 'signature'),
          )}
          onChange={(next) => setProof(next as typeof proof)}
        />
        <Group>
          <Button loading={busy} disabled={!told} onClick={() => void save()}>
            {t('command.assistance.record-handover')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

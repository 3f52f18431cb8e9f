import { use, useEffect, useRef, useState } from 'react';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClockContext } from '#foundation/web/clock.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Paper, ProblemNotice, Select, Stack, Text, TextInput, Textarea } from '#foundation/web/ui/index.ts';
import { receiveByLink, tickByLink } from '../../contract/transport/trip-links.ts';
import { linesAtStake } from '../../domain/transport/accounts.ts';
import { PhotoWaiver } from '../PhotoWaiver.tsx';
import { TripLine } from './TripLine.tsx';
import type { Said } from './TripLine.tsx';
import type { Trip } from './TripPage.tsx';
import type { GuestClient, Sending } from '#foundation/web/guest-client.ts';

export type Kept =
  | {
      readonly kind: 'receiver';
      readonly number: string;
      readonly good: number;
      readonly damaged: number;
      readonly missing: number;
      readonly extra: number;
      readonly refused: number;
    }
  | { readonly kind: 'monitor'; readonly ticked: number; readonly lines: number };

const whole = (value: Said['good']) => (typeof value === 'number' ? Math.max(0, Math.round(value)) : 0);
const isSaid = (said: Said | undefined) =>
  said?.ticked !== undefined || typeof said?.good === 'number' || typeof said?.damaged === 'number' || whole(said?.refused) > 0;
const isReasoned = (said: Said | undefined) => whole(said?.refused) === 0 || said?.refusedFor !== undefined;

/** One screen: the lines, a photo if there is one, who signs, send. */
export function TripForm({ trip, client, onKept }: { trip: Trip; client: GuestClient; onKept: (kept: Kept) => void }) {
  const t = useT();
  const [said, setSaid] = useKeptFigures(trip.legId);
  const [name, setName] = useState('');
  const [role, setRole] = useState<'receiver' | 'witness'>('receiver');
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const once = useSameId(trip.legId);
  const [afterAll, setAfterAll] = useState(true);
  const waiting = trip.kind === 'receiver' && trip.lines.some((line) => line.refused > 0);
  const ofRefused = waiting && afterAll;
  const shown = linesAtStake(trip.lines, ofRefused);
  const lines = shown.filter((line) => isSaid(said[line.lineId]));
  const signed = { name, photos, ...(note.trim() ? { note } : {}) };
  const receive = async (): Promise<ProblemBody | null> => {
    const counts = lines.map(({ lineId }) => {
      const line = said[lineId]!;
      const refused = whole(line.refused);
      return {
        lineId,
        good: whole(line.good),
        damaged: whole(line.damaged),
        ...(refused > 0 ? { refused, refusedFor: line.refusedFor } : {}),
        ...(line.note?.trim() ? { note: line.note } : {}),
      };
    });
    const told = { legId: trip.legId, lines: counts, role, ...(ofRefused ? { ofRefused } : {}), ...signed };
    const got = await client.send(receiveByLink, once(told, ['deliveryId', 'documentId']));
    if (!got.problem) {
      forget(trip.legId);
      onKept({ kind: 'receiver', ...got.answer.result });
    }
    return got.problem;
  };
  const tick = async (): Promise<ProblemBody | null> => {
    const ticks = lines.map(({ lineId }) => ({
      lineId,
      ticked: said[lineId]!.ticked === true,
      ...(said[lineId]!.note?.trim() ? { note: said[lineId]!.note } : {}),
    }));
    const got = await client.send(tickByLink, once({ legId: trip.legId, ticks, ...signed }, []));
    if (!got.problem) {
      forget(trip.legId);
      onKept({ kind: 'monitor', ...got.answer.result });
    }
    return got.problem;
  };
  const submit = async () => {
    setBusy(true);
    setProblem(await (trip.kind === 'receiver' ? receive() : tick()));
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        {waiting && (
          <Checkbox
            size="md"
            label={t('supply.of-refused')}
            description={t('supply.of-refused-hint')}
            checked={afterAll}
            onChange={(event) => setAfterAll(event.currentTarget.checked)}
          />
        )}
        {trip.lines.length === 0 && <Text>{t('supply.trip-empty')}</Text>}
        {shown.map((line) => (
          <TripLine
            key={line.lineId}
            line={line}
            kind={trip.kind}
            said={said[line.lineId] ?? {}}
            onChange={(change) => setSaid((now) => ({ ...now, [line.lineId]: { ...now[line.lineId], ...change } }))}
          />
        ))}
        <Paper p="md" withBorder>
          <Stack gap="sm">
            <PhotoWaiver waived={trip.mission === ''} />
            <TripPhotos client={client} photos={photos} onChange={setPhotos} onProblem={setProblem} />
            <TextInput
              label={t('supply.trip-name')}
              required
              dir="auto"
              autoComplete="name"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {trip.kind === 'receiver' && (
              <Select
                label={t('supply.trip-role')}
                value={role}
                allowDeselect={false}
                onChange={(value) => setRole((value ?? 'receiver') as typeof role)}
                data={(['receiver', 'witness'] as const).map((value) => ({ value, label: t(`supply.trip-role-${value}`) }))}
              />
            )}
            <Textarea
              label={t('field.note')}
              autosize
              minRows={1}
              dir="auto"
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Stack>
        </Paper>
        {problem && <ProblemNotice problem={problem} />}
        <Button
          type="submit"
          size="lg"
          fullWidth
          loading={busy}
          disabled={lines.length === 0 || name.trim() === '' || !lines.every((line) => isReasoned(said[line.lineId]))}
        >
          {t('supply.trip-send')}
        </Button>
        {lines.length < shown.length && (
          <Text c="dimmed" size="sm">
            {t('supply.lines-uncounted', { count: shown.length - lines.length })}
          </Text>
        )}
      </Stack>
    </form>
  );
}

/**
 * The same words go under the same ids, however often they are sent: an answer that got lost doubles nothing, also when the
 * page was opened again in between. Only ids and a short sum of the words stay in this tab, never the words.
 */
function useSameId(legId: string) {
  const clock = use(ClockContext);
  return (input: Readonly<Record<string, unknown>>, ids: readonly string[]): Sending => {
    const sum = sumOf(JSON.stringify(input));
    const last = read<{ sum: string; id: string; own: Record<string, string>; occurredAt: string }>(idsOf(legId));
    const kept = last?.sum === sum ? last : undefined;
    const now = kept ?? {
      sum,
      id: newId(),
      own: Object.fromEntries(ids.map((key) => [key, newId()])),
      occurredAt: (clock?.() ?? new Date()).toISOString(),
    };
    if (!kept) write(idsOf(legId), now);
    return { id: now.id, input: { ...input, ...now.own }, occurredAt: now.occurredAt };
  };
}

/** Figures that were typed stay in this tab until they are sent: a page that was opened again does not ask for them twice. */
function useKeptFigures(legId: string) {
  const [said, setSaid] = useState(() => read<Readonly<Record<string, Said>>>(figuresOf(legId)) ?? {});
  useEffect(() => {
    if (Object.keys(said).length > 0) write(figuresOf(legId), said);
  }, [legId, said]);
  return [said, setSaid] as const;
}

const idsOf = (legId: string) => `kervan.trip-ids.${legId}`;
const figuresOf = (legId: string) => `kervan.trip-figures.${legId}`;
/** A tab that keeps nothing, as in some private windows, loses only this convenience. */
function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}
function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is lost that is on the screen.
  }
}
function forget(legId: string): void {
  try {
    sessionStorage.removeItem(idsOf(legId));
    sessionStorage.removeItem(figuresOf(legId));
  } catch {
    // There was nothing to keep it in.
  }
}
/** Two independent 32-bit sums: enough to tell one telling from the next, too little to read it back. */
function sumOf(text: string): string {
  let [one, two] = [5381, 52_711];
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    one = (Math.imul(one, 33) ^ code) >>> 0;
    two = (Math.imul(two, 65_599) + code) >>> 0;
  }
  return `${one.toString(36)}.${two.toString(36)}`;
}

function TripPhotos({
  client,
  photos,
  onChange,
  onProblem,
}: {
  client: GuestClient;
  photos: readonly string[];
  onChange: (photos: string[]) => void;
  onProblem: (problem: ProblemBody | null) => void;
}) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const got = await client.upload(file);
    setBusy(false);
    onProblem(got.problem);
    if (!got.problem) onChange([...photos, got.answer.id]);
  };
  return (
    <div>
      <Button variant="default" size="md" fullWidth loading={busy} disabled={photos.length >= 10} onClick={() => picker.current?.click()}>
        {photos.length === 0 ? t('supply.add-photo') : t('supply.trip-photos', { count: photos.length })}
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { agreeDiscrepancy, decideOutcome, getDiscrepancy, proposeOutcome } from '#modules/supply/contract/transport/discrepancies.ts';
import type { Player } from '../player.ts';
import type { Convoy } from './trucks.ts';
import { seedOf } from './dice.ts';
import { storeOf } from './stores.ts';

/** How far a difference has come when the story ends. */
const ends = [
  'open',
  'proposed',
  'transporter-pays',
  'found',
  'written-off',
  'one-end',
  'transporter-pays',
  'found',
  'written-off',
] as const;
type End = (typeof ends)[number];

export interface Gap {
  readonly discrepancyId: string | null;
  readonly at: StockAt;
  readonly missing: number;
  readonly damaged: number;
  readonly end?: End;
}
type Later = (days: number, hour: string, who: string, run: (player: Player) => Promise<void>) => void;

/** What both ends do about a difference in the days after it was found. */
export function endDifference(convoy: Convoy, gap: Gap): void {
  const id = gap.discrepancyId;
  if (!id) return;
  const end = gap.end ?? ends[seedOf(id) % ends.length]!;
  if (end === 'open') return;
  convoy.later.push({ gap, end, id });
}

/** Two days later the cases of a convoy are spoken about, and in the days after they end. */
export function settleCases(convoy: Convoy, later: Later): void {
  const partner = storeOf(convoy.plan.store).user;
  later(3, '08:00', 'dispatch', async (player) => {
    for (const one of convoy.later) await propose(convoy, player, one);
  });
  later(4, '09:00', 'head', async (player) => {
    for (const one of convoy.later) {
      if (one.end !== 'written-off') continue;
      for (const outcomeId of one.outcomes ?? [])
        await player.do(decideOutcome, {
          discrepancyId: one.id,
          outcomeId,
          documentId: player.id(),
          approve: true,
          reason: 'Seen with the photos of both ends (demo)',
        });
    }
  });
  const agree = (who: string, hour: string, not: readonly End[]) =>
    later(5, hour, who, async (player) => {
      for (const one of convoy.later) {
        if (not.includes(one.end)) continue;
        const { version } = await player.ask(getDiscrepancy, { discrepancyId: one.id });
        await player.do(agreeDiscrepancy, { discrepancyId: one.id, version });
      }
    });
  agree('dispatch', '08:00', ['proposed']);
  agree(partner, '10:00', ['proposed', 'one-end']);
}

export interface Case {
  readonly gap: Gap;
  readonly end: End;
  readonly id: string;
  outcomes?: string[];
}

async function propose(convoy: Convoy, player: Player, one: Case): Promise<void> {
  const { stage } = convoy.scene;
  const store = stage.place(convoy.plan.store);
  const found = await player.ask(getDiscrepancy, { discrepancyId: one.id });
  const outcome = one.end === 'proposed' ? 'written-off' : one.end === 'one-end' ? 'transporter-pays' : one.end;
  one.outcomes = [];
  for (const line of found.lines) {
    const outcomeId = player.id();
    one.outcomes.push(outcomeId);
    await player.do(proposeOutcome, {
      discrepancyId: one.id,
      outcomeId,
      documentId: player.id(),
      lineId: line.id,
      outcome: outcome as 'found',
      qty: line.qty,
      ...(outcome === 'found' && line.kind === 'missing' ? { placeId: store } : {}),
      note: words[outcome as keyof typeof words],
    });
    const lying = { ...one.gap.at, place: store };
    if (outcome === 'found') stage.books.add(lying, line.qty);
    if (line.kind === 'damaged' && (outcome === 'found' || one.end === 'written-off'))
      stage.books.take({ ...lying, condition: 'damaged' }, line.qty);
  }
}
const words = {
  found: 'Found behind the pallets at the next count (demo)',
  'transporter-pays': 'Taken off the transporter’s next bill (demo)',
  'written-off': 'Could not be found by either end (demo)',
} as const;

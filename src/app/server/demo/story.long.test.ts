import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mission } from '#foundation/pipeline/context.ts';
import { proveMission } from '../proofs.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { makePractice, practiceOf } from '../practice.ts';
import { playStory } from './story/play.ts';
import { trucksAcross } from './story/programme.ts';

let test: TestMission;
let mission: Mission;
let told: Awaited<ReturnType<typeof playStory>>;
let before: number;

const rows = <T extends object>(text: string, values: unknown[] = []) =>
  test.kervan.db.transaction({ schema: mission.schema }, async (tx) => (await tx.query<T & { n: number }>(text, values)).rows);
const one = async (text: string) => (await rows<{ n: number }>(text))[0]!.n;
const entries = () => one('select count(*)::int as n from ledger_entries');
const quiet = async () => undefined;

beforeAll(async () => {
  test = await openTestMission();
  const real = test.kervan.missions.find('test')!;
  await makePractice({ adminUrl: test.adminUrl, kervan: test.kervan }, real, () => undefined);
  mission = practiceOf(test.kervan, real)!;
  const cutOff = playStory(test.kervan.deps, mission, async (done) => {
    if (done === 250) throw new Error('the power went');
  });
  await expect(cutOff).rejects.toThrow('the power went');
  before = await entries();
  told = await playStory(test.kervan.deps, mission, quiet);
}, 1_800_000);
afterAll(() => test.close());

describe('the story of the demonstration', () => {
  it('goes on where it was cut off, and no scene of it is cut off', async () => {
    expect(before).toBeGreaterThan(100);
    expect(told.cut).toEqual([]);
  });

  it('sends about seven hundred trucks across the border, of which some come back', async () => {
    const crossed = await one(`select count(distinct leg_id)::int as n from shipment_facts where kind = 'crossed'`);
    const back = await one(`select count(distinct leg_id)::int as n from shipment_facts where kind = 'turned-back'`);
    // The core pack has one of its own.
    expect(back).toBe(3);
    const core = 3;
    expect(crossed).toBe(trucksAcross() - (back - 1) + core);
    expect(crossed).toBeGreaterThan(650);
  });

  it('moves about two and a half million items, each of which is in a place, lost or disposed of', async () => {
    const [sum] = await rows<{ came: number; went: number; lying: number }>(`
      select (select sum(e.qty) from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
               where f.book = 'goods' and f.virtual is not null and t.virtual is null)::int as came,
             (select sum(e.qty) from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
               where f.book = 'goods' and f.virtual is null and t.virtual is not null)::int as went,
             (select sum(b.qty) from ledger_balances b join ledger_buckets k on k.id = b.bucket_id where k.book = 'goods')::int as lying`);
    expect(sum!.came).toBe(sum!.went + sum!.lying);
    expect(sum!.came).toBeGreaterThan(2_300_000);
  });

  it('leaves nothing on trucks that have arrived, and nothing unexplained', async () => {
    const aboard = await one(`select coalesce(sum(b.qty), 0)::int as n from ledger_balances b join ledger_buckets k on k.id = b.bucket_id
      join stock_places p on p.id::text = k.place join shipment_legs l on l.truck_place_id = p.id where l.state in ('received', 'emptied', 'returned', 'part-delivered')`);
    expect(aboard).toBe(0);
    const unexplained = await rows<{ code: string; qty: number }>(`
      select i.code, sum(e.qty)::int as qty from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join items i on i.id::text = f.item
       where f.virtual = 'unexplained' group by 1`);
    expect(unexplained.map(({ code, qty }) => [code, qty])).toEqual([]);
  });

  it('holds in every bucket what its people were told', async () => {
    const found = await rows<{
      item: string;
      lot: string | null;
      place: string;
      grant: string | null;
      condition: string;
      owner: string;
      qty: number;
    }>(`
      select k.item, k.lot, k.place, k.grant_code as grant, k.condition, k.owner, b.qty::int as qty
        from ledger_balances b join ledger_buckets k on k.id = b.bucket_id where k.book = 'goods' and b.qty > 0`);
    const key = (at: {
      item: string;
      lot?: string | null | undefined;
      place: string;
      grant?: string | null | undefined;
      condition: string;
      owner: string;
    }) => [at.item, at.lot ?? '', at.place, at.grant ?? '', at.condition, at.owner].join(' ');
    const lying = new Map(found.map((row) => [key(row), row.qty]));
    const places = [...new Set(found.map((row) => row.place))];
    const wrong = told.stage.books.at(places).filter(({ at, qty }) => lying.get(key(at)) !== qty);
    expect(wrong).toEqual([]);
  });

  it('has discrepancies in every state', async () => {
    const states = await rows<{ state: string }>('select distinct state from discrepancies order by 1');
    expect(states.map((row) => row.state)).toEqual(['closed', 'open']);
    const ends = await rows<{ outcome: string; state: string }>('select distinct outcome, state from discrepancy_outcomes order by 1, 2');
    expect(ends.map((row) => `${row.outcome} ${row.state}`)).toEqual([
      'found done',
      'transporter-pays done',
      'written-off done',
      'written-off proposed',
    ]);
  });

  it('gives out on twelve days by phones that signed what they sent, and leaves every kind of trouble to look at', async () => {
    const days = await rows<{ state: string }>(`
      select e.state, count(*)::int as n from assistance_events e join assistance_packages p on p.id = e.package_id
       where p.code in ('WIN-2023', 'SLP-2023', 'HYG-2023', 'FD-2023') group by 1 order by 1`);
    expect(days).toEqual([
      { state: 'closed', n: 11 },
      { state: 'reconciled', n: 1 },
    ]);
    expect(
      await one(`select count(*)::int as n from assistance_handovers where source = 'phone' and device_id is not null`),
    ).toBeGreaterThan(600);
    const cases = await rows<{ kind: string; state: string }>(`
      select distinct kind, state from exceptions where kind like 'assistance.%' order by 1, 2`);
    expect(cases.map((row) => `${row.kind.slice(11)} ${row.state}`)).toEqual(
      expect.arrayContaining([
        'after-close open',
        'after-stop closed',
        'before-open closed',
        'count-differs open',
        'lost-token open',
        'over-distribution closed',
        'paper-differs closed',
        'second-claim closed',
        'second-claim open',
        'unknown-token closed',
        'wrong-lane open',
      ]),
    );
    const parked = await rows<{ state: string }>('select state, count(*)::int as n from parked_commands group by 1 order by 1');
    expect(parked).toEqual([
      { state: 'dismissed', n: 3 },
      { state: 'waiting', n: 2 },
    ]);
  });

  it('is proven', async () => {
    expect((await proveMission(test.kervan.db, mission.schema)).flatMap((proof) => proof.faults)).toEqual([]);
  });
});

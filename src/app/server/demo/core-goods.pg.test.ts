import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mission } from '#foundation/pipeline/context.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { makePractice, practiceOf } from '../practice.ts';
import { proveMission } from '../proofs.ts';

let test: TestMission;
let mission: Mission;
const rows = <T extends object>(text: string) =>
  test.kervan.db.transaction({ schema: mission.schema }, async (tx) => (await tx.query<T>(text)).rows);

beforeAll(async () => {
  test = await openTestMission();
  const real = test.kervan.missions.find('test')!;
  await makePractice({ adminUrl: test.adminUrl, kervan: test.kervan }, real, () => undefined);
  mission = practiceOf(test.kervan, real)!;
}, 240_000);
afterAll(() => test.close());

describe('the goods of a first start', () => {
  it('have a truck in each state on the demonstration’s day', async () => {
    const states = (await rows<{ state: string }>('select distinct state from shipment_legs order by 1')).map((row) => row.state);
    expect(states).toEqual(['arrived', 'at-crossing', 'crossed', 'departed', 'loaded', 'planned', 'received', 'turned-back']);
  });

  it('lie in places, are on the road or were told missing, and nothing else', async () => {
    const [sum] = await rows<{ came: number; went: number; lying: number }>(`
      select (select sum(e.qty) from ledger_entries e join ledger_buckets f on f.id = e.from_bucket where f.virtual is not null)::int as came,
             (select coalesce(sum(e.qty), 0) from ledger_entries e join ledger_buckets t on t.id = e.to_bucket where t.virtual is not null)::int as went,
             (select sum(qty) from ledger_balances)::int as lying`);
    expect(sum!.came).toBeGreaterThan(11_000);
    expect(sum!.came).toBe(sum!.went + sum!.lying);
  });

  it('go on one truck to a partner under a waiver', async () => {
    expect(
      await rows(`
      select l.state from shipment_legs l join shipments s on s.id = l.shipment_id join visibility_waivers w on w.org_id = s.consignee_org_id`),
    ).toEqual([{ state: 'loaded' }]);
  });

  it('have a discrepancy that waits, and are proven', async () => {
    expect(await rows('select state from discrepancies')).toEqual([{ state: 'open' }]);
    expect((await proveMission(test.kervan.db, mission.schema)).flatMap((proof) => proof.faults)).toEqual([]);
  });
});

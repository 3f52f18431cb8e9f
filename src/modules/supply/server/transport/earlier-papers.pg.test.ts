import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateMission, missionMigrations } from '#foundation/db/migrate.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

const idOf = (digit: number) => `${String(digit).repeat(8)}-0000-7000-8000-000000000000`;
const [keyer, checker, leg, onPaper, atDesk, sheet, told] = [1, 2, 3, 4, 5, 6, 7].map(idOf);
const at = '2023-03-01T09:00:00Z';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

it('a mission made before all papers were checked alike keeps what was keyed, who checked it, and who may', async () => {
  await mission.asOwner(async (owner) => {
    const before = new Set(readdirSync(missionMigrations).filter((name) => name < '20261128T1250'));
    await migrateMission(owner, 'm_papers', { only: before });
    await owner.query('set search_path to m_papers, kervan, extensions');
    await owner.query(`insert into users (id, name) values ($1, 'Keyer'), ($2, 'Checker')`, [keyer, checker]);
    await owner.query(`insert into permissions (name) values ('supply.check-tick-sheet')`);
    await owner.query(`insert into roles (id, names) values ('hub', '{"en":"Hub"}')`);
    await owner.query(`insert into role_permissions values ('hub', false, 'supply.check-tick-sheet', false)`);
    // No truck and no place stand behind these.
    await owner.query(
      'alter table deliveries drop constraint deliveries_leg_id_fkey, drop constraint deliveries_shipment_id_fkey, drop constraint deliveries_place_id_fkey',
    );
    await owner.query('alter table shipment_facts drop constraint shipment_facts_leg_id_fkey');
    await owner.query(
      `insert into deliveries (id, number, leg_id, shipment_id, place_id, kind, side, occurred_at, recorded_at, from_paper, command_id, actor_id)
       select id, left(id::text, 8), $2, $2, $2, 'delivery', 'ours', $3, $3, paper, id, $4
         from unnest($1::uuid[], array[true, false]) as d(id, paper)`,
      [[onPaper, atDesk], leg, at, keyer],
    );
    await owner.query(
      `insert into shipment_facts (id, leg_id, kind, occurred_at, recorded_at, data, command_id, actor_id)
       select id, $2, 'cross-loaded', $3, $3, data, id, $4 from unnest($1::uuid[], array['{"fromPaper":true}', '{}']::jsonb[]) as f(id, data)`,
      [[sheet, told], leg, at, keyer],
    );
    const check = 'keyed_by, agrees, note, checked_by, checked_at, command_id';
    await owner.query(`insert into paper_checks (delivery_id, ${check}) values ($1, $2, false, 'eight', $3, $4, $1)`, [
      onPaper,
      keyer,
      checker,
      at,
    ]);
    await owner.query(`insert into sheet_checks (fact_id, ${check}) values ($1, $2, true, null, $3, $4, $1)`, [sheet, keyer, checker, at]);

    await migrateMission(owner, 'm_papers');
    await owner.query('set search_path to m_papers, kervan, extensions');
    const papers = await owner.query('select id, delivery_id, fact_id, keyed_by from keyed_papers order by id');
    expect(papers.rows).toEqual([
      { id: onPaper, delivery_id: onPaper, fact_id: null, keyed_by: keyer },
      { id: sheet, delivery_id: null, fact_id: sheet, keyed_by: keyer },
    ]);
    const checks = await owner.query('select id, agrees, note, checked_by from keyed_checks order by id');
    expect(checks.rows).toEqual([
      { id: onPaper, agrees: false, note: 'eight', checked_by: checker },
      { id: sheet, agrees: true, note: null, checked_by: checker },
    ]);
    expect((await owner.query('select permission from role_permissions')).rows).toEqual([{ permission: 'supply.check-paper' }]);
  });
});

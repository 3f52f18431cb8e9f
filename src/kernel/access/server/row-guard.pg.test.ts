import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { Grantish, TestMission } from '#tests/support/mission.ts';
import { mayReach } from '../domain/grants.ts';
import { assignRole, createUser } from '../contract/users.ts';
import { createRole } from '../contract/roles.ts';

const permission = 'places.list-sites';
const areas = ['SYR', 'SYR-02', 'SYR-07', 'TUR'];
const ids = [newId(), newId(), newId()];
let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
  await mission.asOwner(async (client) => {
    await client.query(`create table secrets (id uuid primary key, areas text[] not null, site_id uuid, org_id uuid, response_id uuid)`);
    await client.query(`grant select, insert, update, delete on secrets to kervan_app`);
    await client.query(`call guard_rows('secrets', $1, areas => 'areas', site => 'site_id', org => 'org_id', response => 'response_id')`, [
      permission,
    ]);
  });
});
afterAll(() => mission.close());

/** One transaction of the serving role in which this user acts. */
const as = <T>(
  userId: string | null,
  work: (query: (text: string, values?: unknown[]) => Promise<{ rows: { id: string }[]; rowCount: number }>) => Promise<T>,
) =>
  mission.tx(async (tx) => {
    if (userId) await tx.query(`select set_config('kervan.user', $1, true)`, [userId]);
    return work((text, values) => tx.query<{ id: string }>(text, values));
  });
interface Row {
  readonly areas: string[];
  readonly site: string;
  readonly org: string;
  readonly response: string;
}
const enter = (row: Row, by: string = systemUser, id = newId()) =>
  as(by, async (query) => {
    await query(`insert into secrets values ($1, $2, $3, $4, $5)`, [id, row.areas, row.site, row.org, row.response]);
    return id;
  });
const somewhere: Row = { areas: ['SYR', 'SYR-02'], site: ids[0]!, org: ids[1]!, response: ids[2]! };

describe('a guarded table', () => {
  it('shows nothing to a transaction in which nobody acts', async () => {
    await enter(somewhere);
    expect((await as(null, (query) => query('select id from secrets'))).rows).toEqual([]);
  });

  it('is whole for the owner, who migrates and backs up', async () => {
    const id = await enter(somewhere);
    const { rows } = await mission.asOwner((client) => client.query('select id from secrets where id = $1', [id]));
    expect(rows).toEqual([{ id }]);
  });

  it('is neither changed nor emptied beyond one’s reach, and takes no row from there', async () => {
    const id = await enter(somewhere);
    const elsewhere = await mission.user({ permissions: [permission], scope: { kind: 'area', id: 'TUR' } });
    expect((await as(elsewhere, (query) => query('delete from secrets where id = $1', [id]))).rowCount).toBe(0);
    expect((await as(elsewhere, (query) => query(`update secrets set areas = '{TUR}' where id = $1`, [id]))).rowCount).toBe(0);
    await expect(enter(somewhere, elsewhere)).rejects.toMatchObject({ code: '42501' });
    await expect(enter({ ...somewhere, areas: ['TUR'] }, elsewhere)).resolves.toBeTypeOf('string');
  });

  it('shows nothing to a person who was stopped, whose role has not begun, or has ended', async () => {
    const id = await enter(somewhere);
    const names = { en: 'Reader', tr: 'Okuyan', ar: 'قارئ' };
    await mission.apply(createRole, { roleId: 'guarded-reader', names, permissions: [permission] });
    const sees = async (dates: { from?: string; until?: string }, stop = false) => {
      const userId = newId();
      await mission.apply(createUser, { userId, name: 'A', email: `${userId}@example.org`, language: 'en' });
      await mission.apply(assignRole, { assignmentId: newId(), userId, roleId: 'guarded-reader', scope: { kind: 'mission' }, ...dates });
      if (stop) await mission.asOwner((client) => client.query('update users set disabled_at = now() where id = $1', [userId]));
      return (await as(userId, (query) => query('select id from secrets where id = $1', [id]))).rowCount === 1;
    };
    expect(await sees({ from: '2023-01-01T00:00:00Z' })).toBe(true);
    expect(await sees({ from: '2023-01-01T00:00:00Z' }, true)).toBe(false);
    expect(await sees({ from: '2023-01-01T00:00:00Z', until: '2023-02-01T00:00:00Z' })).toBe(false);
    expect(await sees({ from: '2099-01-01T00:00:00Z' })).toBe(false);
  });

  it('shows exactly what the rights on paper reach, whatever the rights', async () => {
    const scope = fc.oneof(
      fc.constant<NonNullable<Grantish['scope']>>({ kind: 'mission', id: null }),
      fc.constantFrom(...areas).map((id) => ({ kind: 'area' as const, id })),
      fc
        .tuple(fc.constantFrom('site' as const, 'org' as const, 'response' as const), fc.constantFrom(...ids))
        .map(([kind, id]) => ({ kind, id })),
    );
    const held = fc.array(fc.record({ scope, right: fc.constantFrom(permission, 'places.get-site') }), { maxLength: 3 });
    const row = fc.record<Row>({
      areas: fc.subarray(areas, { minLength: 1 }),
      site: fc.constantFrom(...ids),
      org: fc.constantFrom(...ids),
      response: fc.constantFrom(...ids),
    });
    await fc.assert(
      fc.asyncProperty(held, fc.array(row, { minLength: 1, maxLength: 4 }), async (rights, rows) => {
        const userId = await mission.user({ permissions: [] }, ...rights.map((one) => ({ permissions: [one.right], scope: one.scope })));
        const kept = await Promise.all(rows.map(async (one) => ({ id: await enter(one), ...one })));
        const seen = await as(userId, (query) => query('select id from secrets where id = any($1)', [kept.map((one) => one.id)]));
        const grants = rights.map((one) => ({ permission: one.right, scope: one.scope, from: '2000-01-01T00:00:00Z', until: null }));
        const expected = kept.filter((one) =>
          mayReach(grants, permission, new Date(), { areas: one.areas, sites: [one.site], orgs: [one.org], responses: [one.response] }),
        );
        expect(new Set(seen.rows.map((one) => one.id))).toEqual(new Set(expected.map((one) => one.id)));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

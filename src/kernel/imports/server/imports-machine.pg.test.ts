import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { importSites } from '#kernel/places/contract/imports.ts';
import { listSites } from '#kernel/places/contract/sites.ts';
import { enterAreas, importsOf, siteList as list } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { applyImport, checkAgain, discardImport } from '../contract/imports.ts';

let mission: TestMission;
let app: FastifyInstance;
let sheets: ReturnType<typeof importsOf>;
beforeAll(async () => {
  mission = await openTestMission();
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  sheets = importsOf(mission);
  await enterAreas(mission);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

describe('the machine', () => {
  it('goes on after a break: a chunk that was applied is not applied twice', async () => {
    const id = await sheets.check(
      'places.sites',
      await list(...Array.from({ length: 1200 }, (_, at) => [`BRK-${at}`, 'Ofis', `Ofis ${at}`, 'Hatay', '', '', '', '', ''])),
    );
    await mission.apply(applyImport, { importId: id });
    await sheets.run('imports.apply', id);
    // As if the process had died after its commands and before its notes.
    await mission.asOwner(async (owner) => {
      await owner.query(`update import_rows set state = 'new' where import_id = $1 and chunk = 1`, [id]);
      await owner.query(`update imports set state = 'applying', ended_at = null where id = $1`, [id]);
    });
    await sheets.run('imports.apply', id);
    expect(await sheets.look(id)).toMatchObject({ state: 'applied', counts: { applied: 1200, refused: 0 } });
    expect((await mission.ask(listSites, { search: 'BRK-' })).total).toBe(1200);
    const { rows } = await mission.asOwner((owner) =>
      owner.query<{ n: number }>(`select count(*)::int as n from command_log where name = $1 and input->'sites'->0->>'code' like 'BRK-%'`, [
        importSites.name,
      ]),
    );
    expect(rows[0]!.n).toBe(2);
  });

  it('goes on when a job that gave up is asked again', async () => {
    const id = await sheets.check('places.sites', await list(['ON-1', 'Ofis', 'Yarım', 'Hatay', '', '', '', '', '']));
    await mission.apply(applyImport, { importId: id });
    await mission.asOwner((owner) =>
      owner.query(`update job_runs set state = 'failed', error = 'lost' where id = (select run_id from imports where id = $1)`, [id]),
    );
    expect(await sheets.look(id)).toMatchObject({ state: 'applying', stuck: 'lost', abilities: [checkAgain.name] });
    await mission.apply(checkAgain, { importId: id });
    const { rows } = await mission.asOwner((owner) =>
      owner.query(`select r.name, r.state from job_runs r join imports i on i.run_id = r.id where i.id = $1`, [id]),
    );
    expect(rows).toEqual([{ name: 'imports.apply', state: 'queued' }]);
    await sheets.run('imports.apply', id);
    expect(await sheets.look(id)).toMatchObject({ state: 'applied', counts: { applied: 1 } });
  });

  it('lets a staged sheet go, rows and file', async () => {
    const bytes = await list(['GO-1', 'Ofis', 'Git', 'Hatay', '', '', '', '', '']);
    const id = await sheets.check('places.sites', bytes);
    await mission.apply(discardImport, { importId: id });
    expect(await sheets.look(id)).toMatchObject({ state: 'discarded', counts: { total: 0 }, abilities: [] });
    // Discarded, it may be sent again as if for the first time.
    expect((await sheets.stage('places.sites', bytes)).again).toBe(false);
  });

  it('offers a template that it reads itself, in each language', async () => {
    const { writeTemplate } = await import('#foundation/sheets/template.ts');
    const { sitesImport } = await import('#kernel/places/contract/imports.ts');
    for (const language of ['en', 'tr', 'ar'] as const) {
      const id = await sheets.check('places.sites', await writeTemplate(sitesImport, language));
      expect(await sheets.look(id)).toMatchObject({ state: 'unreadable', notes: [{ code: 'sheets.no-rows' }] });
    }
  });

  it('takes bytes only from who may import something', async () => {
    const headers = { 'x-kervan': '1', 'content-type': 'application/vnd.kervan.sheet' };
    expect((await app.inject({ method: 'POST', url: '/api/imports/files', payload: Buffer.from('a,b'), headers })).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/api/imports/templates/places.sites' })).statusCode).toBe(401);
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/imports/files',
          payload: '{}',
          headers: { ...headers, 'content-type': 'application/json' },
        })
      ).statusCode,
    ).toBeGreaterThanOrEqual(400);
  });
});

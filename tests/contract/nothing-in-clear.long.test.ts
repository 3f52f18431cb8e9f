// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as whole } from 'node:stream/consumers';
import { to as copyTo } from 'pg-copy-streams';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { buildApp } from '#app/server/serve.ts';
import { sealer } from '#foundation/keys/personal.ts';
import { diskStore } from '#foundation/files/store.ts';
import { registerPack } from '#kernel/people/contract/field/register.ts';
import { findCandidates } from '#kernel/people/contract/queries.ts';
import { registerHousehold } from '#kernel/people/contract/register.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { dumpOf } from '#tests/support/phone-store.ts';
import { foundIn, logPosition, rawFilesOf } from '#tests/support/raw-files.ts';
import { enrolPhone } from '#tests/support/phone.ts';
import type { TestPhone } from '#tests/support/phone.ts';
import { clerk, household, member, north, placeAreas, south } from '#tests/support/register.ts';

const names = ['Quintessa', 'Zephyrine', 'كوينتيسا', 'Sheetborne', 'Searchforth', 'Parkedlady'];
const secrets = [...names, '99000077777', 'N-771177', '05559876543', 'violet gate', 'weeps at night', 'Attestor Prime'];
/** A picture of its own for each run, as a camera gives it; any stretch of it is known again. */
const photo = await sharp(randomBytes(96 * 96 * 3), { raw: { width: 96, height: 96, channels: 3 } })
  .jpeg({ quality: 90 })
  .toBuffer();
const stretchOf = (picture: Buffer) => picture.subarray(picture.length >> 1, (picture.length >> 1) + 40);
const face = stretchOf(photo);

// A word that nobody seals: where even it is not found, the search itself looks in the wrong place.
const control = 'Plainlywritten';
const folder = mkdtempSync(join(tmpdir(), 'kervan-clear-'));

let mission: TestMission;
let began: string | null = null;
let app: FastifyInstance;
let told: Id;
let phone: TestPhone;
beforeAll(async () => {
  mission = await openTestMission([], undefined, diskStore(folder));
  const server = inject('rawServer');
  if (server) began = await logPosition(server, databaseOf(mission));
  await placeAreas(mission);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  told = await clerk(mission, north, ['people.register', 'people.carry-search', 'people.import-households', 'notes.attach-file']);
  phone = await enrolPhone(mission, app, { userId: told });
});
afterAll(async () => {
  await app.close();
  await mission.close();
  rmSync(folder, { recursive: true, force: true });
});
const databaseOf = (of: TestMission) => new URL(of.appUrl).pathname.slice(1);

const quintessa = (over: object = {}) => {
  const one = member('Quintessa Zephyrine', {
    identifiers: [
      { type: 'foreigner-id', country: 'TUR', value: '99000077777' },
      { type: 'passport', country: 'SYR', value: 'N-771177' },
    ],
    contacts: { phones: ['05559876543'] },
    needs: { note: 'weeps at night' },
    ...over,
  });
  one.names.push({ part: 'given', value: 'كوينتيسا' });
  return one;
};
const attestation = () => ({
  attestationId: newId(),
  first: { name: 'Attestor Prime', role: 'Mukhtar' },
  second: { name: 'Somebody Second', role: 'Imam' },
  nonePaid: true as const,
  attestedOn: '2023-03-01',
});

/** Every form in which a text may lie in a copy: as it is, as the bytes of a column, as base64. */
const forms = (text: string) => [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64url').slice(0, -1)];

it('whoever copies the phone finds nobody: neither in its pack nor among what it recorded', async () => {
  await phone.phone.take(registerPack.name, { area: north });
  phone.line.up = false;
  const record = household([quintessa()], { address: 'violet gate', source: 'offline', attestation: attestation() });
  const subject = { kind: 'household', id: record.householdId };
  await phone.phone.record(registerHousehold, record, {
    subject,
    title: 'H-1',
    photos: [new Blob([new Uint8Array(photo)], { type: 'image/jpeg' })],
  });
  const beyond = household([member('Parkedlady Of South')], { area: south, source: 'offline' });
  await phone.phone.record(registerHousehold, beyond);
  const dump = await dumpOf(phone.store);
  for (const secret of secrets) for (const form of forms(secret)) expect(dump, secret).not.toContain(form);
  expect(dump).not.toContain(face.toString('latin1'));
  phone.line.up = true;
});

it('whoever copies the database finds nobody in any table, in no form, also not what waits, what was searched or what a sheet brought', async () => {
  await phone.phone.talk();
  expect(phone.phone.queue().map((record) => record.state)).toEqual(['applied', 'waits', 'applied']);
  await mission.ask(findCandidates, { names: [{ part: 'given', value: 'Searchforth' }], area: north }, told);
  const sheet = await workbook([
    ['Hane no', 'Yakınlık', 'Ad', 'P-kodu'],
    ['1', 'Hane reisi', 'Sheetborne', north],
  ]);
  await importsOf(mission).check('people.households', sheet, { as: told });
  await mission.asOwner(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(rows.length).toBeGreaterThan(100);
    await client.query('create table if not exists clear_control as select $1::text as word', [control]);
    const sought = [...secrets.flatMap(forms), face.toString('hex')].map((secret) => secret.toLowerCase());
    let controls = 0;
    for (const { name } of [...rows, { name: 'clear_control' }]) {
      // The very text that pg_dump writes.
      const dump = (await whole(client.query(copyTo(`copy (select * from ${name}) to stdout`)))).toLowerCase();
      if (dump.includes(control.toLowerCase())) controls += 1;
      for (const secret of sought) expect(dump.includes(secret), `${secret} in ${name}`).toBe(false);
    }
    expect(controls, 'the search finds what lies in clear').toBeGreaterThan(0);
  });
});

it('whoever copies the disk finds nobody in the database’s own files, in its log or in the folder of files', async () => {
  const server = inject('rawServer');
  if (!server || began === null)
    throw new Error(
      'the files of a server that these tests did not start cannot be looked through: run them without TEST_DATABASE_ADMIN_URL',
    );
  const paths = await rawFilesOf(server, databaseOf(mission), began);
  const log = paths.filter((path) => path.includes('pg_wal'));
  const tables = paths.filter((path) => !path.includes('pg_wal'));
  expect(tables.length).toBeGreaterThan(300);
  // Where what is not sealed is not found either, the test would be blind: compressed, elsewhere, or not written yet.
  expect(foundIn(tables, [Buffer.from(control)])).not.toEqual([]);
  expect(foundIn(log, [Buffer.from(control)])).not.toEqual([]);
  const sought = [...secrets.flatMap(forms).map((secret) => Buffer.from(secret)), Buffer.from(face)];
  const kept = globSync(join(folder, '**')).filter((path) => statSync(path).isFile());
  const pictures = await mission.tx((tx) => Promise.all(kept.map((path) => sealer().open(tx, readFileSync(path)))));
  // The photo has arrived, drawn anew, with a small one beside it: what lies there is that, and sealed.
  expect(await Promise.all(pictures.map(async (picture) => (await sharp(picture).metadata()).width))).toContain(96);
  expect(foundIn([...paths, ...kept], [...sought, ...pictures.map(stretchOf)])).toEqual([]);
});

// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { buildApp } from '#app/server/serve.ts';
import { registerPack } from '#kernel/people/contract/field/register.ts';
import { findCandidates } from '#kernel/people/contract/queries.ts';
import { registerHousehold } from '#kernel/people/contract/register.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { dumpOf } from '#tests/support/phone-store.ts';
import { enrolPhone } from '#tests/support/phone.ts';
import type { TestPhone } from '#tests/support/phone.ts';
import { clerk, household, member, north, placeAreas, south } from '#tests/support/register.ts';

const names = ['Quintessa', 'Zephyrine', 'كوينتيسا', 'Sheetborne', 'Searchforth', 'Parkedlady'];
const secrets = [...names, '99000077777', 'N-771177', '05559876543', 'violet gate', 'weeps at night', 'Attestor Prime'];
const photo = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('FACE OF QUINTESSA'),
  randomBytes(2000),
  Buffer.from([0xff, 0xd9]),
]);
const face = photo.subarray(4, 40);

let mission: TestMission;
let app: FastifyInstance;
let told: Id;
let phone: TestPhone;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  told = await clerk(mission, north, ['people.register', 'people.carry-search', 'people.import-households']);
  phone = await enrolPhone(mission, app, { userId: told });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

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
  await phone.phone.record(registerHousehold, record, { subject, title: 'H-1', photos: [new Blob([photo], { type: 'image/jpeg' })] });
  const beyond = household([member('Parkedlady Of South')], { area: south, source: 'offline' });
  await phone.phone.record(registerHousehold, beyond);
  const dump = await dumpOf(phone.store);
  for (const secret of secrets) for (const form of forms(secret)) expect(dump, secret).not.toContain(form);
  expect(dump).not.toContain(face.toString('latin1'));
  phone.line.up = true;
});

it('whoever copies the database finds nobody in any table, in no form, also not what waits, what was searched or what a sheet brought', async () => {
  await phone.phone.talk();
  expect(phone.phone.queue().map((record) => record.state)).toEqual(['applied', 'waits']);
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
    const sought = [...secrets.flatMap(forms), face.toString('hex')].map((text) => `%${text}%`);
    for (const { name } of rows) {
      const found = await client.query(`select 1 from ${name} t where t::text ilike any ($1) limit 1`, [sought]);
      expect(found.rows, name).toEqual([]);
    }
  });
});

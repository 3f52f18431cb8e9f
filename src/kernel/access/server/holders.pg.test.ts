import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { listHolders } from './holders.ts';

const ask = defineCommand({
  name: 'odd.ask',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({}),
  result: z.strictObject({ holders: z.array(z.string()) }),
});
const askBoth = defineCommand({ ...ask, name: 'odd.ask-both' });
const both = [ask.name, askBoth.name];
const odd: ServerRoom = {
  module: defineModule({ name: 'odd', commands: [ask, askBoth] }),
  commands: [
    handle(ask, async (ctx) => ({ holders: await listHolders(ctx, ask.name, {}) })),
    handle(askBoth, async (ctx) => ({ holders: await listHolders(ctx, both, {}) })),
  ],
};
let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([odd]);
});
afterAll(() => mission.close());

test('who asks is no second person: where nobody else holds the right, the administrators are named', async () => {
  const only = await mission.user({ permissions: [ask.name] });
  const administrator = await mission.user({ permissions: [] });
  await mission.tx(async (tx) => {
    await tx.query(`insert into roles (id, names, protected) values ('administrator', '{"en":"Test"}', true) on conflict do nothing`);
    await tx.query(
      `insert into role_permissions select 'administrator', true, name, protected from permissions where name = $1 on conflict do nothing`,
      [ask.name],
    );
    await tx.query(
      `insert into assignments (id, user_id, user_org_kind, role_id, role_protected, scope_kind, valid_from) values (gen_random_uuid(), $1, 'own', 'administrator', true, 'mission', '2000-01-01')`,
      [administrator],
    );
  });
  expect(await mission.apply(ask, {}, { as: only })).toEqual({ holders: [administrator] });
  const other = await mission.user({ permissions: [ask.name] });
  expect(await mission.apply(ask, {}, { as: only })).toEqual({ holders: [other] });
});

test('of several rights only who holds each of them is named, also by several roles', async () => {
  const asker = await mission.user({ permissions: both });
  await mission.user({ permissions: [askBoth.name] });
  const whole = await mission.user({ permissions: [ask.name] }, { permissions: [askBoth.name] });
  expect(await mission.apply(askBoth, {}, { as: asker })).toEqual({ holders: [whole] });
});

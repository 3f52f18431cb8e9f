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
const odd: ServerRoom = {
  module: defineModule({ name: 'odd', commands: [ask] }),
  commands: [handle(ask, async (ctx) => ({ holders: await listHolders(ctx, ask.name, {}) }))],
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

import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { defineProblems } from '#foundation/problem.ts';

/** A room made for tests: a pile of things; what arrives is a fact, what is taken is a decision. */
export const toyProblems = defineProblems('toy', {
  short: { status: 409, constraints: ['toy_piles_left_check'] },
  'pile-absent': { status: 404 },
});

export const bring = defineCommand({
  name: 'toy.bring-things',
  version: 2,
  kind: 'fact',
  offline: true,
  scope: () => 'mission',
  input: z.strictObject({ pile: z.string(), count: z.int().min(1), note: personal(z.string()).optional() }),
  result: z.strictObject({ left: z.int() }),
  upcasters: { 1: (old) => ({ pile: old['heap'], count: old['count'] }) },
});
export const take = defineCommand({
  name: 'toy.take-things',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: () => 'mission',
  input: z.strictObject({ pile: z.string(), count: z.int().min(1) }),
  result: z.strictObject({ left: z.int() }),
});
export const claim = defineCommand({
  name: 'toy.claim-pile',
  version: 1,
  kind: 'decision',
  offline: true,
  scope: () => 'mission',
  input: z.strictObject({ pile: z.string(), by: Id }),
});

export const toyTables = `
  create table toy_piles (name text not null, "left" bigint not null, constraint toy_piles_pkey primary key (name), constraint toy_piles_left_check check ("left" >= 0));
  create table toy_claims (pile text not null, by uuid not null, constraint toy_claims_pkey primary key (pile));
  insert into toy_piles select 'p' || n, 0 from generate_series(1, 20) n;`;

export const toyRoom: ServerRoom = {
  module: defineModule({ name: 'toy', commands: [bring, take, claim], problems: [toyProblems] }),
  commands: [
    handle(bring, async (ctx, input) => {
      const { rows } = await ctx.tx.query<{ left: number }>('update toy_piles set "left" = "left" + $2 where name = $1 returning "left"', [
        input.pile,
        input.count,
      ]);
      if (!rows[0]) throw toyProblems.problem('pile-absent', { pile: input.pile });
      return { left: rows[0].left };
    }),
    handle(take, async (ctx, input) => {
      const { rows } = await ctx.tx.query<{ left: number }>('update toy_piles set "left" = "left" - $2 where name = $1 returning "left"', [
        input.pile,
        input.count,
      ]);
      if (!rows[0]) throw toyProblems.problem('pile-absent', { pile: input.pile });
      return { left: rows[0].left };
    }),
    handle(claim, async (ctx, input) => {
      const done = await ctx.tx.query('insert into toy_claims (pile, by) values ($1, $2) on conflict do nothing', [input.pile, input.by]);
      if (done.rowCount === 0) throw toyProblems.problem('short');
      return {};
    }),
  ],
};

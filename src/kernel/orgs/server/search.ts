import { fold } from '#foundation/fold.ts';
import { answer } from '#foundation/pipeline/context.ts';
import { findDuplicates, listOrganisations, searchOrganisations } from '../contract/organisations.ts';
import { bothScripts, latinOf } from '../domain/latin.ts';
import { nameLikeness } from '../domain/likeness.ts';
import { numberKey } from '../domain/organisations.ts';
import { briefOf } from './organisations.ts';
import { duplicateRows, searchRows } from './search.repo.ts';

/** From this likeness on an organisation is shown as perhaps the same. */
const alikeFrom = 0.55;

export const answerSearchOrganisations = answer(searchOrganisations, async (ctx, input) => {
  const key = fold(input.text);
  if (key === '') return { rows: [] };
  const reach = ctx.reach(listOrganisations.name, { org: 'o.id' });
  const rows = await searchRows.all(ctx.tx, { key, latin: latinOf(key), role: input.role ?? null, limit: input.limit, reach });
  return { rows: rows.map((row) => ({ ...briefOf(row), alias: row.alias })) };
});

export const answerFindDuplicates = answer(findDuplicates, async (ctx, input) => {
  const keys = [
    ...new Set(
      input.names
        .map(fold)
        .flatMap(bothScripts)
        .filter((key) => key.length > 1),
    ),
  ];
  const numbers = input.numbers.map(numberKey).filter((number) => number.length > 1);
  if (keys.length + numbers.length === 0) return { rows: [] };
  const reach = ctx.reach(listOrganisations.name, { org: 'o.id' });
  const rows = await duplicateRows.all(ctx.tx, { keys, numbers, butNot: input.butNot ?? null, reach });
  const judged = rows.map((row) => {
    const score = row.number ? 1 : Math.max(...keys.map((key) => nameLikeness(key, row.found)));
    const because = row.number ? ('number' as const) : score >= 0.98 ? ('same-name' as const) : ('similar-name' as const);
    return { ...briefOf(row), score, because, found: row.found };
  });
  return {
    rows: judged
      .filter((row) => row.score >= alikeFrom)
      .sort((a, b) => b.score - a.score)
      .slice(0, 10),
  };
});

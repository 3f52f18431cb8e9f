import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { Problem } from '../problem.ts';

/**
 * The ORDER BY of a list from its `sort` input (`key` or `-key`); a tie is broken by the last expression, so that pages
 * never overlap. A key that the list does not sort by is a fault of the input.
 */
export function orderBy(
  sort: string | undefined,
  columns: Readonly<Record<string, RawBuilder<unknown>>>,
  usual: RawBuilder<unknown>,
  tie: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (sort === undefined) return sql`order by ${usual}, ${tie}`;
  const down = sort.startsWith('-');
  const column = columns[down ? sort.slice(1) : sort];
  if (!column) throw new Problem('common.input-invalid', 422, { count: 1 }, [{ path: 'sort', code: 'field.unknown' }]);
  return down ? sql`order by ${column} desc nulls last, ${tie}` : sql`order by ${column} asc nulls last, ${tie}`;
}

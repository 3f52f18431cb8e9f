import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './items.repo.ts';

/** The site a place for goods is to stand at. */
export const findSiteFor = defineSql(
  'goods.find-site',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; status: 'planned' | 'open' | 'closed' }>`select id, status from sites where id = ${p.id}`,
);

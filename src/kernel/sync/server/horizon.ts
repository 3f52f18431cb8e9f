import type { Database } from '#foundation/db/pool.ts';
import { findHorizonAge } from './feeds.repo.ts';

/** Seconds that feeds and events lag behind because a writing transaction is still open; a metric, and a banner when it is old. */
export async function horizonAge(db: Database, schema: string): Promise<number> {
  return (await db.transaction({ schema, readOnly: true }, (tx) => findHorizonAge.one(tx, {}))).age;
}

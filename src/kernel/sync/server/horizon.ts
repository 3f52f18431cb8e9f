import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Database } from '#foundation/db/pool.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { countWaiting, findHorizonAge } from './feeds.repo.ts';

/** Seconds that feeds and events lag behind because a writing transaction is still open; a metric, and a banner when it is old. */
export async function horizonAge(db: Database, schema: string): Promise<number> {
  return (await db.transaction({ schema, readOnly: true }, (tx) => findHorizonAge.one(tx, {}))).age;
}

/** Tells how far feeds lag behind, and how much of each mission waits. */
export function addSyncMetrics(registry: Registry, { db, missions }: { db: Database; missions: { all(): readonly Mission[] } }): void {
  new Gauge({
    name: 'kervan_feed_horizon_age_seconds',
    help: 'Age of the oldest writing transaction: feeds and events wait for it',
    registers: [registry],
    async collect() {
      const [first] = missions.all();
      this.set(first ? await horizonAge(db, first.schema) : 0);
    },
  });
  new Gauge({
    name: 'kervan_commands_waiting',
    help: 'Commands of devices that wait: held for earlier ones, or parked for a person',
    labelNames: ['mission', 'kind'] as const,
    registers: [registry],
    async collect() {
      for (const mission of missions.all()) {
        const { held, parked } = await db.transaction({ schema: mission.schema, readOnly: true }, (tx) => countWaiting.one(tx, {}));
        this.set({ mission: mission.slug, kind: 'held' }, held);
        this.set({ mission: mission.slug, kind: 'parked' }, parked);
      }
    },
  });
}

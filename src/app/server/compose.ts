import type { PoolConfig } from 'pg';
import { openDatabase } from '#foundation/db/pool.ts';
import type { Database } from '#foundation/db/pool.ts';
import { loadMissions } from '#foundation/db/missions.ts';
import type { Missions } from '#foundation/db/missions.ts';
import { createHub } from '#foundation/live/hub.ts';
import type { Hub } from '#foundation/live/hub.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import type { PipelinePorts } from '#foundation/pipeline/ports.ts';
import { buildRegistry } from '#foundation/pipeline/registry.ts';
import { accessPort } from '#kernel/access/server/port.ts';
import { auditPort } from '#kernel/audit/server/port.ts';
import { devicePort, parkingPort } from '#kernel/sync/server/index.ts';
import { rooms } from './rooms.ts';

/** The running system without its doors: what the HTTP server, the worker, the command line and the tests share. */
export interface Kervan {
  readonly db: Database;
  readonly missions: Missions;
  readonly deps: PipelineDeps;
  /** Tells open screens that something changed. */
  readonly hub: Hub;
  /** Calls back after a command that wrote events was committed. */
  onEvents(listener: () => void): void;
  close(): Promise<void>;
}

/** Puts rooms, ports and database together. */
export async function compose(
  database: PoolConfig,
  overrides: Partial<Pick<PipelineDeps, 'clock' | 'onApplied'>> & { rooms?: readonly ServerRoom[] } = {},
): Promise<Kervan> {
  const db = openDatabase(database);
  const missions = await loadMissions(db);
  const { rooms: given, onApplied, ...rest } = overrides;
  const hub = createHub();
  const eventListeners: (() => void)[] = [];
  const deps: PipelineDeps = {
    db,
    registry: buildRegistry(given ?? rooms),
    ports: ports(),
    clock: (mission) => missions.now(mission),
    onApplied: (mission, entry) => {
      hub.applied(mission, entry);
      if (entry.events.length > 0) for (const listener of eventListeners) listener();
      onApplied?.(mission, entry);
    },
    ...rest,
  };
  const close = async () => {
    await hub.close();
    await db.close();
  };
  return { db, missions, deps, hub, onEvents: (listener) => void eventListeners.push(listener), close };
}

function ports(): PipelinePorts {
  return {
    access: accessPort(),
    audit: auditPort(async (_name, input) => input),
    exceptions: {
      raise: async () => {
        throw new Error('no exceptions room yet');
      },
    },
    parking: parkingPort(),
    devices: devicePort(),
  };
}

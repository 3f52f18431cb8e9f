import { openDatabase } from '#foundation/db/pool.ts';
import type { Database, DatabaseConfig } from '#foundation/db/pool.ts';
import { loadMissions } from '#foundation/db/missions.ts';
import type { Missions } from '#foundation/db/missions.ts';
import { createHub } from '#foundation/live/hub.ts';
import type { Hub } from '#foundation/live/hub.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { deriveKey } from '#foundation/keys/master-key.ts';
import { setSealer } from '#foundation/keys/personal.ts';
import { sealerOf } from '#foundation/keys/sealer.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';
import { setSigner, signerOf } from '#foundation/keys/signer.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import type { PipelineDeps } from '#foundation/pipeline/execute.ts';
import type { PipelinePorts } from '#foundation/pipeline/ports.ts';
import { buildRegistry } from '#foundation/pipeline/registry.ts';
import { accessPort, setVault, vaultOf } from '#kernel/access/server/index.ts';
import { auditPort, blindInputs, keepInputs } from '#kernel/audit/server/index.ts';
import { setImports } from '#kernel/imports/server/index.ts';
import type { FileStore } from '#foundation/files/store.ts';
import { setPost } from '#kernel/notify/server/index.ts';
import type { Post } from '#kernel/notify/server/index.ts';
import { setFileRegistry, setFileVault } from '#kernel/files/server/index.ts';
import type { KindRules } from '#kernel/exceptions/domain/kinds.ts';
import { exceptionPort } from '#kernel/exceptions/server/index.ts';
import { devicePort, parkingPort, setSealing } from '#kernel/sync/server/index.ts';
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

export interface ComposeOptions extends Partial<Pick<PipelineDeps, 'clock' | 'onApplied'>> {
  readonly rooms?: readonly ServerRoom[];
  /** Gives the master key that wraps all others. */
  readonly masterKey: (hasMissions: boolean) => Buffer;
  /** How mail leaves, when it does. */
  readonly post?: Post;
  /** Where files lie. */
  readonly files: FileStore;
}

/** Puts rooms, ports and database together. */
export async function compose(database: DatabaseConfig, options: ComposeOptions): Promise<Kervan> {
  const db = openDatabase(database);
  const missions = await loadMissions(db);
  const { rooms: given, masterKey, onApplied, files, post, ...rest } = options;
  const master = masterKey(missions.all().length > 0);
  const sealer = sealerOf(master);
  setVault(vaultOf(master));
  setPost(post);
  const used = given ?? rooms;
  setSealer(sealer);
  setSigner(signerOf(sealer));
  setSealing(envelopeSealing(sealer));
  setImports(
    used.flatMap((room) => room.imports ?? []),
    sealer,
  );
  const registry = buildRegistry(used);
  setFileVault({ store: files, sealer });
  setFileRegistry(registry);
  const hub = createHub(undefined, () => void missions.reload().catch((error: unknown) => console.error(error)));
  const eventListeners: (() => void)[] = [];
  const deps: PipelineDeps = {
    db,
    registry,
    ports: ports(sealer, deriveKey(master, 'input hashes'), used),
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

/** Envelopes that wait for a person or an earlier one lie sealed. */
function envelopeSealing(sealer: Sealer) {
  const of = { class: 'envelope', subject: 'waiting' } as const;
  return {
    seal: (tx: Tx, text: string) => sealer.seal(tx, of, Buffer.from(text)),
    open: async (tx: Tx, sealed: Buffer) => (await sealer.open(tx, sealed)).toString('utf8'),
  };
}

function ports(sealer: Sealer, blindKey: Uint8Array, used: readonly ServerRoom[]): PipelinePorts {
  const commands = used.flatMap((room) => room.module.commands);
  const queries = used.flatMap((room) => room.module.queries);
  return {
    access: accessPort(),
    audit: auditPort(keepInputs([...commands, ...queries], sealer), blindInputs(commands, blindKey)),
    exceptions: exceptionPort(Object.assign({}, ...used.map((room) => room.exceptionKinds ?? {})) as KindRules),
    parking: parkingPort(),
    devices: devicePort(),
  };
}

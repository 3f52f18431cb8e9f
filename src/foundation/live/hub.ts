import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Mission } from '../pipeline/context.ts';
import type { LogEntry } from '../pipeline/ports.ts';
import { roomsChanged } from './rooms-changed.ts';

/** Told, at most once a second, which rooms of a mission have changed. */
export type Listener = (rooms: readonly string[]) => void;

export interface Hub {
  /** After a command was committed: the pipeline's `onApplied`. */
  applied(mission: Mission, entry: LogEntry): void;
  /** A mission was made, moved or taken away: every process reads the list again. */
  missionsChanged(): void;
  subscribe(slug: string, listener: Listener): () => void;
  /** Begins to hear other processes; without it only this process's own commands are told. */
  connect(appUrl: string, report: (error: Error) => void): Promise<void>;
  close(): Promise<void>;
}

const channel = 'kervan_changed';

/**
 * Gathers what changed and tells it once a second. NOTIFY serialises commits in the whole database, so it is never sent
 * by a command, but here, for many commands at once, from a connection of its own.
 */
export function createHub(everyMs = 1_000, onMissions: () => void = () => undefined): Hub {
  const self = randomUUID();
  const listeners = new Map<string, Set<Listener>>();
  const pending = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | undefined;
  let wire: Wire | undefined;

  const deliver = (slug: string, rooms: readonly string[]) => {
    for (const listener of listeners.get(slug) ?? []) listener(rooms);
  };
  const flush = () => {
    timer = undefined;
    for (const [slug, rooms] of pending) {
      deliver(slug, [...rooms]);
      wire?.send(JSON.stringify({ from: self, mission: slug, rooms: [...rooms] }));
    }
    pending.clear();
  };
  return {
    applied: (mission, entry) => {
      const rooms = pending.get(mission.slug) ?? new Set<string>();
      for (const room of roomsChanged(entry)) rooms.add(room);
      pending.set(mission.slug, rooms);
      timer ??= setTimeout(flush, everyMs);
    },
    missionsChanged: () => wire?.send(JSON.stringify({ from: self, mission: null, rooms: [] })),
    subscribe: (slug, listener) => {
      const own = listeners.get(slug) ?? new Set<Listener>();
      own.add(listener);
      listeners.set(slug, own);
      return () => own.delete(listener);
    },
    connect: async (appUrl, report) => {
      wire = await openWire(appUrl, report, (text) => {
        const heard = JSON.parse(text) as { from: string; mission: string | null; rooms: string[] };
        if (heard.from === self) return;
        if (heard.mission === null) onMissions();
        else deliver(heard.mission, heard.rooms);
      });
    },
    close: async () => {
      clearTimeout(timer);
      await wire?.close();
    },
  };
}

interface Wire {
  send(text: string): void;
  close(): Promise<void>;
}

/** A connection that listens, and is made anew when it breaks; screens that missed something ask again by themselves. */
async function openWire(appUrl: string, report: (error: Error) => void, heard: (text: string) => void): Promise<Wire> {
  let closed = false;
  let client: pg.Client | undefined;
  const open = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: appUrl, application_name: 'kervan live' });
    fresh.on('notification', (note) => heard(note.payload ?? '{}'));
    fresh.on('error', report);
    fresh.on('end', () => {
      if (client === fresh) client = undefined;
      if (!closed) setTimeout(() => void open().catch(report), 2_000);
    });
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    client = fresh;
  };
  await open().catch((error: unknown) => {
    closed = true; // whoever asked asks again
    throw error;
  });
  return {
    send: (text) => void client?.query('select pg_notify($1, $2)', [channel, text]).catch(report),
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}

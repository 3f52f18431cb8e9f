import type { Writable } from 'node:stream';
import type pg from 'pg';

/** Sends what the work sends as one packet: each packet wakes the database, and costs both sides more than its bytes. */
export function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

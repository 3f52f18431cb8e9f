import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../db/pool.ts';
import type { Request } from './execute.ts';

/** What an opening statement answered. */
export type OpenRow = Record<string, unknown>;

/** The opening statement answered something else than it did before. */
export class OpenedOtherwise extends Error {}

const most = 2_000;
const kept = new WeakMap<Database, Map<string, OpenRow>>();

/** Only people and programs: what a device sends, it often sends twice, and a command that was there before is not begun at all. */
function keyOf({ mission, credential }: Request): string | undefined {
  if (credential.kind !== 'session' && credential.kind !== 'token') return undefined;
  return `${mission.schema} ${credential.kind} ${credential.tokenHash.toString('latin1')}`;
}

/** What the opening of this credential answered last, without the command of that time. */
export function recall(db: Database, request: Request): OpenRow | undefined {
  const key = keyOf(request);
  return key === undefined ? undefined : kept.get(db)?.get(key);
}

export function remember(db: Database, request: Request, row: OpenRow): void {
  const key = keyOf(request);
  if (key === undefined) return;
  let rows = kept.get(db);
  if (!rows) kept.set(db, (rows = new Map()));
  if (rows.size >= most) rows.clear();
  rows.set(key, steady(row));
}

export function forget(db: Database, request: Request): void {
  const key = keyOf(request);
  if (key !== undefined) kept.get(db)?.delete(key);
}

/** Throws unless the opening answered what it did before, and the command is a new one. */
export function refuseOther(known: OpenRow, row: OpenRow | undefined): void {
  if (!row || row['former_actor'] != null || !isDeepStrictEqual(steady(row), known)) throw new OpenedOtherwise();
}

/** The part that is the same from one request to the next: neither a former command, nor how long ago a password was shown. */
function steady(row: OpenRow): OpenRow {
  const { former_actor: _actor, former_device: _device, former_hash: _hash, former_outcome: _outcome, proved_ago: _ago, ...rest } = row;
  return rest;
}

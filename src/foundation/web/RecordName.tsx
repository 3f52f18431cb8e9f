import { Link } from '@tanstack/react-router';
import { Suspense, createElement, lazy } from 'react';
import type { ComponentType } from 'react';
import { pathOf } from './subjects.ts';

/** Says a record's name by its id. */
export type NameOf = ComponentType<{ readonly id: string }>;

const names = new Map<string, NameOf>();

/** Takes the rooms' names of records; called once when the app is put together. */
export function setNames(rooms: readonly { readonly names?: Readonly<Record<string, () => Promise<{ default: NameOf }>>> }[]): void {
  names.clear();
  for (const room of rooms) for (const [kind, load] of Object.entries(room.names ?? {})) names.set(kind, lazy(load));
}

/** The name of a record of any room, linked to its page; the id where no room says it. */
export function RecordName({ kind, id }: { kind: string; id: string }) {
  const name = names.get(kind);
  const path = pathOf(kind, id);
  const words = name ? <Suspense fallback={null}>{createElement(name, { id })}</Suspense> : <span className="kv-code">{id}</span>;
  return path ? (
    <Link to={path} className="kv-opens">
      {words}
    </Link>
  ) : (
    words
  );
}

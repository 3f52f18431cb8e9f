import { Suspense, lazy } from 'react';
import type { ComponentType } from 'react';

/** What a room shows beside records of other rooms: comments, history. It gets the record's kind and id. */
export type RecordPanel = ComponentType<{ subject: { readonly kind: string; readonly id: string } }>;

const panels: { name: string; Panel: RecordPanel }[] = [];

/** Takes the rooms' panels; called once when the app is put together. */
export function setPanels(rooms: readonly { readonly panels?: Readonly<Record<string, () => Promise<{ default: RecordPanel }>>> }[]): void {
  panels.length = 0;
  for (const room of rooms) for (const [name, load] of Object.entries(room.panels ?? {})) panels.push({ name, Panel: lazy(load) });
}

/** All panels of a record; a page sets it where its own facts end. */
export function RecordPanels({ subject }: { subject: { readonly kind: string; readonly id: string } }) {
  return (
    <Suspense fallback={null}>
      {panels.map(({ name, Panel }) => (
        <Panel key={name} subject={subject} />
      ))}
    </Suspense>
  );
}

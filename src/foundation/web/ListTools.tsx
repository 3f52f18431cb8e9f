import { Suspense, lazy } from 'react';
import type { ComponentType } from 'react';

/** What a room adds to the head of every list: it gets the page's path, the view in the address, and how to open another. */
export type ListTool = ComponentType<{
  readonly page: string;
  /** What stands behind the question mark, sorted by key so that equal views are equal texts. */
  readonly search: string;
  readonly onOpen: (search: string) => void;
}>;

const tools: { name: string; Tool: ListTool }[] = [];

/** Takes the rooms' list tools; called once when the app is put together. */
export function setListTools(
  rooms: readonly { readonly listTools?: Readonly<Record<string, () => Promise<{ default: ListTool }>>> }[],
): void {
  tools.length = 0;
  for (const room of rooms) for (const [name, load] of Object.entries(room.listTools ?? {})) tools.push({ name, Tool: lazy(load) });
}

/** All rooms' tools for the list at hand. */
export function ListTools(props: { page: string; search: string; onOpen: (search: string) => void }) {
  return (
    <Suspense fallback={null}>
      {tools.map(({ name, Tool }) => (
        <Tool key={name} {...props} />
      ))}
    </Suspense>
  );
}

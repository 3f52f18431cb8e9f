/** Where a record of some kind is shown; filled by the app from every room, asked by lists that name records of others. */
export type SubjectPath = (id: string) => string;

const paths = new Map<string, SubjectPath>();

/** Takes the rooms' ways to their records; called once when the app is put together. */
export function setSubjects(rooms: readonly { readonly subjects?: Readonly<Record<string, SubjectPath>> }[]): void {
  for (const room of rooms) for (const [kind, path] of Object.entries(room.subjects ?? {})) paths.set(kind, path);
}

/** The page of a record, or undefined when its kind has none. */
export function pathOf(kind: string, id: string): string | undefined {
  return paths.get(kind)?.(id);
}

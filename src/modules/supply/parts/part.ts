import type { ModuleDef } from '#foundation/module.ts';

/** What one part of the room adds to its manifest. */
export type Part = Partial<Omit<ModuleDef, 'name'>>;

/** All parts as one manifest's lists. */
export function together(parts: readonly Part[]): Omit<ModuleDef, 'name'> {
  const all = <K extends keyof Part>(key: K) => parts.flatMap((part) => (part[key] ?? []) as readonly never[]);
  return {
    commands: all('commands'),
    queries: all('queries'),
    feeds: all('feeds'),
    packs: all('packs'),
    events: all('events'),
    problems: all('problems'),
    permissions: all('permissions'),
    pages: all('pages'),
    jobs: all('jobs'),
  };
}

import type { ServerRoom } from '#foundation/pipeline/context.ts';

/** What one part of the room adds to its server side. */
export type ServerPart = Partial<Omit<ServerRoom, 'module'>>;

/** All parts as one room's server side. */
export function together(parts: readonly ServerPart[]): Omit<ServerRoom, 'module'> {
  const lists = <K extends 'commands' | 'queries' | 'feeds' | 'packs' | 'listeners' | 'jobs' | 'imports' | 'papers' | 'proofs'>(key: K) =>
    parts.flatMap((part) => (part[key] ?? []) as readonly never[]);
  const maps = <K extends 'positions' | 'exceptionKinds' | 'recordRules'>(key: K): NonNullable<ServerRoom[K]> =>
    Object.assign({}, ...parts.map((part) => part[key] ?? {})) as NonNullable<ServerRoom[K]>;
  return {
    commands: lists('commands'),
    queries: lists('queries'),
    feeds: lists('feeds'),
    packs: lists('packs'),
    listeners: lists('listeners'),
    jobs: lists('jobs'),
    imports: lists('imports'),
    papers: lists('papers'),
    proofs: lists('proofs'),
    positions: maps('positions'),
    exceptionKinds: maps('exceptionKinds'),
    recordRules: maps('recordRules'),
  };
}

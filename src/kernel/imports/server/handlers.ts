import type { ImportHandler } from '#foundation/import.ts';
import type { KeyOf, Sealer } from '#foundation/keys/sealer.ts';
import { importProblems } from '../contract/problems.ts';

const handlers = new Map<string, ImportHandler>();
let sealer: Sealer | undefined;

/** Takes the imports that rooms declare; called once when the app is put together. */
export function setImports(given: readonly ImportHandler[], seals: Sealer): void {
  handlers.clear();
  for (const handler of given) handlers.set(handler.def.name, handler);
  sealer = seals;
}

export const allImports = (): readonly ImportHandler[] => [...handlers.values()];

/** @throws imports.kind-unknown */
export function getHandler(kind: string): ImportHandler {
  const handler = handlers.get(kind);
  if (!handler) throw importProblems.problem('kind-unknown', { kind });
  return handler;
}

export function getSealer(): Sealer {
  if (!sealer) throw new Error('the imports room has no sealer: call setImports');
  return sealer;
}

/** Files and rows of an import lie under keys of their own, which are destroyed with them. */
export const fileKey = (hash: string): KeyOf => ({ class: 'file', subject: `import:${hash}` });
export const rowsKey = (importId: string): KeyOf => ({ class: 'personal', subject: `import:${importId}` });

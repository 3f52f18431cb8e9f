import type { FileStore } from '#foundation/files/store.ts';

/** Files in memory: what a test laid down is gone with it. */
export function memoryStore(): FileStore & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  return {
    files,
    put: async (name, bytes) => void files.set(name, Buffer.from(bytes)),
    get: async (name) => files.get(name),
    remove: async (name) => void files.delete(name),
  };
}

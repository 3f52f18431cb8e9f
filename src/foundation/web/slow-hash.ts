/** KiB and passes: what a guess costs. */
export interface HashCost {
  readonly memory: number;
  readonly passes: number;
}

/** Argon2id, 32 bytes; the library is loaded when it is first needed. */
export async function slowHash(words: string, salt: Uint8Array, { memory, passes }: HashCost): Promise<Uint8Array<ArrayBuffer>> {
  const { argon2id } = await import('hash-wasm');
  const made = await argon2id({
    password: words,
    salt,
    parallelism: 1,
    iterations: passes,
    memorySize: memory,
    hashLength: 32,
    outputType: 'binary',
  });
  return Uint8Array.from(made);
}

interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: unknown }>>;
}

/**
 * Open places for all that a message names: of a record that waits the phone hears the reason without its figures, and a
 * message that misses one would show its key. @param message as the words hold it: a text, or the parts it was read into.
 */
export function gapsOf(message: unknown): Readonly<Record<string, string>> {
  const names = new Set<string>();
  const walk = (parts: readonly Part[]): void => {
    for (const { type, value, options } of parts) {
      if (type !== 0 && value !== undefined) names.add(value);
      for (const option of Object.values(options ?? {})) walk(option.value as readonly Part[]);
    }
  };
  if (typeof message === 'string') for (const [, name] of message.matchAll(/\{(\w+)/g)) names.add(name!);
  else if (Array.isArray(message)) walk(message as readonly Part[]);
  return Object.fromEntries([...names].map((name) => [name, '…']));
}

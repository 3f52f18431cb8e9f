declare module 'pg/lib/utils.js' {
  /** A value as the driver writes it: text, bytes as they are, or nothing. */
  export function prepareValue(value: unknown): string | Uint8Array | null;
}

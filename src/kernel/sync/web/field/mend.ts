export interface Leaf {
  readonly path: readonly string[];
  readonly value: string | number;
}
/** An id or a hash: nothing that a person types. */
const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{64}$/.test(text);

/** Figures and texts of a record that a person can put right; ids are not for typing. */
export function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof value === 'number' || (typeof value === 'string' && !isId(value))) return [{ path, value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** The same with one figure or text changed; a figure stays a figure. */
export function changedAt<T>(value: T, [key, ...rest]: readonly string[], typed: string): T {
  if (key === undefined) return (typeof value === 'number' ? Number(typed) : typed) as T;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? changedAt(item, rest, typed) : item)) as T;
  const inner = (value as Record<string, unknown>)[key];
  return { ...value, [key]: changedAt(inner, rest, typed) };
}

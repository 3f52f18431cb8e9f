/** The fields of a recorded input, one line each, named by their path: what a person reads to judge it. */
export function linesOf(value: unknown, path = ''): { path: string; value: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => linesOf(item, `${path}[${index + 1}]`));
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => linesOf(item, path === '' ? key : `${path}.${key}`));
  }
  return [{ path, value: value === null || value === undefined ? '–' : String(value as string | number | boolean) }];
}

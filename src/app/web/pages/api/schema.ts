/** As much of JSON Schema as the description uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly 'x-kind'?: string;
  readonly 'x-offline'?: boolean;
  readonly 'x-permission'?: string;
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}
export interface Description {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
}

export interface FieldLine {
  /** Dotted, with `[]` for each of a list. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly limits: string;
}

/** What a schema is, in a word or two. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const any = schema.anyOf ?? schema.oneOf;
  if (any) return [...new Set(any.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`;
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.join(' | ') ?? 'any');
  return schema.format ? `${type} (${schema.format})` : type;
}

/** All fields of a schema, each on a line, the nested ones after their parent. */
export function linesOf(schema: Schema, path = '', depth = 0): FieldLine[] {
  if (depth > 6) return [];
  const parts = schema.allOf ?? [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const line = { path: at, type: typeOf(field), required: schema.required?.includes(key) ?? false, limits: limitsOf(field) };
    return [line, ...inside(field, at, depth)];
  });
  return [...parts.flatMap((part) => linesOf(part, path, depth + 1)), ...own];
}

function inside(field: Schema, at: string, depth: number): FieldLine[] {
  if (field.type === 'array' && field.items) return linesOf(field.items, `${at}[]`, depth + 1);
  const nested = (field.anyOf ?? []).find((one) => one.properties);
  return linesOf(nested ?? field, at, depth + 1);
}

function limitsOf(schema: Schema): string {
  const between = (low: number | undefined, high: number | undefined) =>
    [low === undefined || low < -1e12 ? '' : `≥ ${low}`, high === undefined || high > 1e12 ? '' : `≤ ${high}`].filter(Boolean).join(' ');
  const fallback = schema.default === undefined ? '' : `= ${JSON.stringify(schema.default)}`;
  return [between(schema.minimum, schema.maximum), between(schema.minLength, schema.maxLength), fallback].filter(Boolean).join(' ');
}

/** An input that has the right shape: the required fields, each with a value of its kind. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const any = schema.anyOf ?? schema.oneOf;
  if (any?.[0]) return exampleOf(any[0], depth);
  if (schema.properties && depth < 6)
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([key]) => schema.required?.includes(key))
        .map(([key, field]) => [key, exampleOf(field, depth + 1)]),
    );
  if (schema.type === 'array') return schema.items && depth < 6 ? [exampleOf(schema.items, depth + 1)] : [];
  return plainExample(schema);
}

function plainExample(schema: Schema): unknown {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, schema.minimum === undefined || schema.minimum < -1e12 ? 1 : schema.minimum);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'object':
      return {};
    case undefined:
    default:
      if (schema.format === 'uuid') return '0198c0de-0000-7000-8000-000000000001';
      if (schema.format === 'date') return '2023-03-12';
      if (schema.format === 'date-time') return '2023-03-12T09:00:00Z';
      return 'text';
  }
}

/** How to ask it from a shell. */
export function curlOf(origin: string, path: string, schema: Schema): string {
  const body = JSON.stringify(exampleOf(schema), null, 2).replaceAll("'", `'\\''`);
  return `curl ${origin}${path} \\\n  -H 'authorization: Bearer TOKEN' \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`;
}

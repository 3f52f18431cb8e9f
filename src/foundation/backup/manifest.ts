import * as z from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One table of the copy: its rows lie in the archive under `entry`, in COPY's text form. */
export const TableCopy = z.strictObject({
  table: z.string(),
  columns: z.array(z.string()).min(1),
  entry: z.string(),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  sha256: Hash,
});
export type TableCopy = z.infer<typeof TableCopy>;

export const SchemaCopy = z.strictObject({
  schema: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  migrations: z.array(z.strictObject({ name: z.string(), sha256: Hash })),
  tables: z.array(TableCopy),
  sequences: z.array(z.strictObject({ name: z.string(), last: z.string(), called: z.boolean() })),
  /** Partitions made while running (a year, a month), which no migration makes. */
  partitions: z.array(z.strictObject({ table: z.string(), parent: z.string(), bound: z.string() })),
});
export type SchemaCopy = z.infer<typeof SchemaCopy>;

/** What a backup holds; the last entry of the archive, so that it can name what was really written. */
export const Manifest = z.strictObject({
  format: z.literal('kervan-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  kervan: z.string(),
  postgres: z.string(),
  schemas: z.array(SchemaCopy),
  files: z.strictObject({ count: z.int().min(0), bytes: z.int().min(0), sha256: Hash }),
  masterKey: z.strictObject({
    included: z.literal(false),
    note: z.string(),
    /** Tells whether a key is the one, and nothing about it. */
    mark: Hash.nullable(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** One line of `files.jsonl`: a stored file, its length and hash. */
export const FileLine = z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: Hash });
export type FileLine = z.infer<typeof FileLine>;

export const manifestEntry = 'manifest.json';
export const filesEntry = 'files.jsonl';

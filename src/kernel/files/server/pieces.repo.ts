import { defineSql, sql } from '#foundation/db/sql.ts';

const id = '00000000-0000-7000-8000-000000000001';
const when = '2023-03-01T00:00:00Z';

export interface NewPiece {
  readonly fileId: string;
  readonly at: number;
  readonly by: string;
  readonly hash: string;
  readonly whole: number;
  readonly length: number;
  readonly bytes: Buffer;
  readonly sentAt: string;
}
/** Keeps a piece; the same piece twice is one. */
export const insertPiece = defineSql(
  'files.insert-piece',
  { fileId: id, at: 0, by: id, hash: '0'.repeat(64), whole: 1, length: 1, bytes: Buffer.alloc(1), sentAt: when } as NewPiece,
  (p: NewPiece) => sql`
  insert into file_pieces (file_id, at, sent_by, hash, whole, length, bytes, sent_at)
  values (${p.fileId}, ${p.at}, ${p.by}, ${p.hash}, ${p.whole}, ${p.length}, ${p.bytes}, ${p.sentAt})
  on conflict (file_id, at) do nothing`,
);

/** What of a file has come from this sender, in its order. */
export const listPieces = defineSql(
  'files.list-pieces',
  { fileId: id, by: id, hash: '0'.repeat(64), whole: 1 },
  (p: { fileId: string; by: string; hash: string; whole: number }) => sql<{ at: number; length: number }>`
  select at, length from file_pieces where file_id = ${p.fileId} and sent_by = ${p.by} and hash = ${p.hash} and whole = ${p.whole} order by at`,
);
export const readPieces = defineSql(
  'files.read-pieces',
  { fileId: id },
  (p: { fileId: string }) => sql<{ bytes: Buffer }>`select bytes from file_pieces where file_id = ${p.fileId} order by at`,
);
export const dropPieces = defineSql(
  'files.drop-pieces',
  { fileId: id, by: id },
  (p: { fileId: string; by: string }) => sql`delete from file_pieces where file_id = ${p.fileId} and sent_by = ${p.by}`,
);
/** Forgets what was never finished. */
export const dropOldPieces = defineSql(
  'files.drop-old-pieces',
  { before: when },
  (p: { before: string }) => sql`delete from file_pieces where sent_at < ${p.before}`,
);

import { fold } from '#foundation/fold.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { problems } from '../contract/problems.ts';
import { activateList, addListEntries, dropList, listActivated, listLists, openList } from '../contract/screening.ts';
import type { ListEntry } from '../contract/screening.ts';
import { bothScripts } from '../domain/latin.ts';
import { derivedId, digestOf } from './derive.ts';
import {
  activate,
  countSubjects,
  dropVersion,
  endActive,
  findSameFile,
  insertEntries,
  insertEntryKeys,
  insertVersion,
  linkEntries,
  listDigests,
  listListRows,
  lockVersion,
  upsertList,
} from './lists.repo.ts';
import type { EntryWrite, ListRow, VersionFound } from './lists.repo.ts';

export const handleOpenList = handle(openList, async (ctx, input) => {
  const at = ctx.now.toISOString();
  const list = await upsertList.one(ctx.tx, { id: input.listId, code: input.code, name: input.name, source: input.source, at });
  const same = await findSameFile.maybe(ctx.tx, { listId: list.id, fileHash: input.fileHash });
  if (same) throw problems.problem('list-same-file', { publishedOn: same.published_on });
  await insertVersion.run(ctx.tx, {
    id: input.versionId,
    listId: list.id,
    publishedOn: input.publishedOn,
    fileHash: input.fileHash,
    by: ctx.actor.userId,
    at,
  });
  ctx.touch('screening-list', list.id);
  return {};
});

async function loading(ctx: CommandContext, versionId: string): Promise<VersionFound> {
  const version = await lockVersion.maybe(ctx.tx, { id: versionId });
  if (!version) throw problems.problem('list-not-found');
  if (version.state !== 'loading') throw problems.problem('list-not-loading', { state: version.state });
  return version;
}

export const handleAddListEntries = handle(addListEntries, async (ctx, input) => {
  const version = await loading(ctx, input.versionId);
  const rows = input.entries.map((entry) => writeOf(ctx, version.list_id, entry));
  const added = await insertEntries.all(ctx.tx, { listId: version.list_id, rows });
  const fresh = new Set(added.map((row) => row.id));
  const keys = rows.filter((row) => fresh.has(row.id)).flatMap((row) => keysOf(row));
  if (keys.length > 0) await insertEntryKeys.run(ctx.tx, { rows: keys });
  const digests = rows.map((row) => row.digest);
  await linkEntries.run(ctx.tx, { versionId: version.id, listId: version.list_id, digests });
  ctx.touch('screening-list', version.list_id);
  return { added: added.length, known: rows.length - added.length };
});

function writeOf(ctx: CommandContext, listId: string, entry: z.output<typeof ListEntry>): EntryWrite {
  const names = [...new Set(entry.names)];
  const birthYears = [...new Set(entry.birthYears)].sort((a, b) => a - b);
  const digest = digestOf([entry.ref, entry.kind, names, birthYears, entry.note ?? null]);
  const id = derivedId(ctx.now, 'list-entry', listId, digest);
  return { id, ref: entry.ref, kind: entry.kind, names, birthYears, note: entry.note ?? null, digest };
}
const keysOf = (entry: EntryWrite) =>
  [...new Set(entry.names.map(fold).flatMap(bothScripts))].filter((key) => key !== '').map((key) => ({ id: entry.id, key }));

export const handleActivateList = handle(activateList, async (ctx, input) => {
  const version = await loading(ctx, input.versionId);
  const digests = await listDigests.all(ctx.tx, { versionId: version.id });
  // Fewer than the file has: a part of it is still under way, and half a list in force would be worse than yesterday's.
  if (digests.length !== input.entries) throw problems.problem('list-incomplete', { expected: input.entries, loaded: digests.length });
  const contentHash = digestOf(digests.map((row) => row.digest));
  await endActive.run(ctx.tx, { listId: version.list_id });
  await activate.run(ctx.tx, { id: version.id, contentHash, entries: digests.length, at: ctx.now.toISOString() });
  ctx.touch('screening-list', version.list_id);
  ctx.emit(listActivated, { versionId: version.id });
  return { entries: digests.length, contentHash };
});

export const handleDropList = handle(dropList, async (ctx, input) => {
  const version = await loading(ctx, input.versionId);
  await dropVersion.run(ctx.tx, { id: version.id });
  ctx.touch('screening-list', version.list_id);
  return {};
});

export const answerListLists = answer(listLists, async (ctx) => {
  const rows = await listListRows.all(ctx.tx, {});
  const counted = await countSubjects.one(ctx.tx, {});
  const ids = [...new Set(rows.map((row) => row.id))];
  return {
    rows: ids.map((id) => shown(rows.filter((row) => row.id === id))),
    subjects: counted.subjects,
    screenedBefore: counted.never > 0 ? null : (counted.screened_before?.toISOString() ?? null),
    abilities: ctx.abilities([openList.name, addListEntries.name, activateList.name, dropList.name], {}),
  };
});

function shown(rows: readonly ListRow[]) {
  const { id, code, name, source } = rows[0]!;
  const versions = rows.filter((row) => row.version_id !== null);
  return {
    id,
    code,
    name,
    source,
    versions: versions.map((row) => ({
      id: row.version_id!,
      publishedOn: row.published_on,
      fileHash: row.file_hash,
      entries: row.entries,
      state: row.state,
      loadedAt: row.loaded_at.toISOString(),
      loadedBy: row.loaded_by,
    })),
  };
}

import type { Tx } from '#foundation/db/tx.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import { fileProblems } from '#foundation/file-problems.ts';
import type { Position } from '#foundation/scope.ts';
import {
  deleteThumbPage,
  forgetThumbPage,
  keepThumbPage,
  listThumbPages,
  openThumbPage,
  setThumbTerm,
  usualThumbDays,
} from '../contract/thumb-pages.ts';
import { readBytes } from './content.ts';
import { findFile, findLinkElsewhere, holdFile, insertLink } from './files.repo.ts';
import { deleteForGood } from './forget.ts';
import { byReasonAlone, mayRead, positionOfRecord } from './reading.ts';
import { deleteLinks, findPage, findTerm, insertPage, insertTerm, listDue, listPages, lockPage, shortenPages } from './thumb-pages.repo.ts';

const daysNow = async (tx: Tx) => (await findTerm.one(tx, {})).days ?? usualThumbDays;

/** A page lies where its record lies. */
export async function findThumbPosition(tx: Tx, id: string): Promise<Position | undefined> {
  const page = await findPage.maybe(tx, { id });
  return page && positionOfRecord(tx, page.subject_kind, page.subject_id);
}

export const handleKeepThumb = handle(keepThumbPage, async (ctx, input) => {
  const { id, subject, fileId } = input;
  holdFile.defer(ctx.tx, { id: fileId });
  const file = await findFile.maybe(ctx.tx, { id: fileId });
  if (!file || !(await mayRead(ctx, file))) throw fileProblems.problem('not-found');
  // Sealed, it would be hidden from who reads the other record, and be deleted there too.
  if (await findLinkElsewhere.maybe(ctx.tx, { fileId, ...subject })) throw fileProblems.problem('hangs-elsewhere');
  // A picture that somebody had hung to this record in the open is open no more.
  await deleteLinks.run(ctx.tx, { ids: [fileId] });
  await insertLink.run(ctx.tx, { fileId, ...subject, permission: byReasonAlone });
  const days = await daysNow(ctx.tx);
  await insertPage.run(ctx.tx, {
    id,
    kind: subject.kind,
    subjectId: subject.id,
    fileId,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    days,
  });
  ctx.touch('thumb-page', id);
  ctx.touch(subject.kind, subject.id);
  return {};
});

export const handleDeleteThumb = handle(deleteThumbPage, async (ctx, { pageId, reason }) => {
  const page = await lockPage.maybe(ctx.tx, { id: pageId, until: null });
  if (!page) throw fileProblems.problem('not-found');
  await deleteForGood(ctx, [page.file_id], { by: ctx.actor.userId, why: reason });
  return {};
});

export const handleForgetThumb = handle(forgetThumbPage, async (ctx, { pageId }) => {
  const page = await lockPage.maybe(ctx.tx, { id: pageId, until: ctx.now.toISOString() });
  if (page) await deleteForGood(ctx, [page.file_id], { by: null, why: null });
  return { deleted: page !== undefined };
});

export const handleSetThumbTerm = handle(setThumbTerm, async (ctx, { days }) => {
  await insertTerm.run(ctx.tx, { days, by: ctx.actor.userId, at: ctx.now.toISOString() });
  await shortenPages.run(ctx.tx, { days });
  return {};
});

/** Each page by itself: one that cannot go keeps no other here beyond its time, and is told at the end. */
export const forgetThumbsJob: LongJobHandler = {
  name: 'files.forget-thumb-pages',
  work: async (job) => {
    const { deps, mission } = job;
    const until = deps.clock(mission).toISOString();
    const due = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => listDue.all(tx, { until }));
    let stayed: { id: string; cause: unknown } | undefined;
    for (const [index, { id }] of due.entries()) {
      const tried = await job.command(forgetThumbPage, { pageId: id }).catch((error: unknown) => ({ state: 'failed', error }));
      if (tried.state !== 'applied') stayed ??= { id, cause: tried };
      await job.progress(index + 1, due.length);
    }
    if (stayed) throw new Error(`the page with thumb-marks ${stayed.id} could not be deleted`, { cause: stayed.cause });
  },
};

export const answerThumbPages = answer(listThumbPages, async (ctx, { subject }) => {
  const at = (await positionOfRecord(ctx.tx, subject.kind, subject.id)) ?? {};
  const rows = await listPages.all(ctx.tx, { ...subject, query: openThumbPage.name });
  const open = ctx.abilities([openThumbPage.name, deleteThumbPage.name], at);
  return {
    days: await daysNow(ctx.tx),
    rows: rows.map((row) => ({
      id: row.id,
      keptBy: row.kept_name,
      keptAt: row.kept_at.toISOString(),
      deleteAt: row.delete_at.toISOString(),
      deletedAt: row.deleted_at?.toISOString() ?? null,
      deletedBy: row.deleted_name,
      deletedWhy: row.deleted_why,
      opened: row.opened,
      openedAt: row.opened_at?.toISOString() ?? null,
      abilities: row.deleted_at ? [] : open,
    })),
    abilities: [...ctx.abilities([keepThumbPage.name], at), ...ctx.abilities([setThumbTerm.name], {})],
  };
});

export const answerOpenThumb = answer(openThumbPage, async (ctx, input) => {
  const page = await findPage.maybe(ctx.tx, { id: input.pageId });
  const file = page?.file_id ? await findFile.maybe(ctx.tx, { id: page.file_id }) : undefined;
  const bytes = file && (await readBytes(ctx.tx, file.hash));
  if (!file || !bytes) throw fileProblems.problem('not-found');
  return { mediaType: file.media_type, bytes: bytes.toString('base64') };
});

import type { Tx } from '#foundation/db/tx.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, LongJobHandler } from '#foundation/pipeline/context.ts';
import { fileProblems } from '#foundation/file-problems.ts';
import type { Position } from '#foundation/scope.ts';
import {
  deleteThumbPage,
  forgetThumbPages,
  keepThumbPage,
  listThumbPages,
  openThumbPage,
  setThumbTerm,
  usualThumbDays,
} from '../contract/thumb-pages.ts';
import { readBytes } from './content.ts';
import { findFile, insertLink } from './files.repo.ts';
import { deleteForGood } from './forget.ts';
import { mayRead, positionOfRecord } from './reading.ts';
import { deleteLinks, endPages, findPage, findTerm, insertPage, insertTerm, listPages, lockDue, shortenPages } from './thumb-pages.repo.ts';

/** No role holds it: the file is read by `files.open-thumb-page` alone. */
const byReasonAlone = 'files.by-reason-alone';

const daysNow = async (tx: Tx) => (await findTerm.one(tx, {})).days ?? usualThumbDays;

/** A page lies where its record lies. */
export async function findThumbPosition(tx: Tx, id: string): Promise<Position | undefined> {
  const page = await findPage.maybe(tx, { id });
  return page && positionOfRecord(tx, page.subject_kind, page.subject_id);
}

export const handleKeepThumb = handle(keepThumbPage, async (ctx, input) => {
  const { id, subject, fileId } = input;
  const file = await findFile.maybe(ctx.tx, { id: fileId });
  if (!file || !(await mayRead(ctx, file))) throw fileProblems.problem('not-found');
  // Also a picture that somebody had hung to the record in the open.
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

/** Deletes the picture and keeps the row, which says that it was here, when it went and why. */
async function deletePages(ctx: CommandContext, which: { id: string | null; by: string | null; why: string | null }): Promise<number> {
  const at = ctx.now.toISOString();
  const due = await lockDue.all(ctx.tx, { id: which.id, until: at });
  if (due.length === 0) return 0;
  await endPages.run(ctx.tx, { ids: due.map((page) => page.id), at, by: which.by, why: which.why });
  await deleteForGood(
    ctx,
    due.map((page) => page.file_id),
  );
  for (const page of due) {
    ctx.touch('thumb-page', page.id);
    ctx.touch(page.subject_kind, page.subject_id);
  }
  return due.length;
}

export const handleDeleteThumb = handle(deleteThumbPage, async (ctx, input) => {
  const gone = await deletePages(ctx, { id: input.pageId, by: ctx.actor.userId, why: input.reason });
  if (gone === 0) throw fileProblems.problem('not-found');
  return {};
});

export const handleForgetThumbs = handle(forgetThumbPages, async (ctx) => ({
  deleted: await deletePages(ctx, { id: null, by: null, why: null }),
}));

export const handleSetThumbTerm = handle(setThumbTerm, async (ctx, { days }) => {
  await insertTerm.run(ctx.tx, { days, by: ctx.actor.userId, at: ctx.now.toISOString() });
  await shortenPages.run(ctx.tx, { days });
  return {};
});

export const forgetThumbsJob: LongJobHandler = {
  name: 'files.forget-thumb-pages',
  work: async (job) => {
    await job.command(forgetThumbPages, {});
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

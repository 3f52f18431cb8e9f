import { answer, handle } from '#foundation/pipeline/context.ts';
import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import type { Proof } from '#foundation/pipeline/proof.ts';
import { fileProblems } from '#foundation/file-problems.ts';
import { forgetLoose, getStorage, keepFile } from '../contract/files.ts';
import { hasVault, readBytes } from './content.ts';
import { dropBytes } from './forget.ts';
import { dropOldPieces } from './pieces.repo.ts';
import { deleteLoose, insertFile, listAll, lockShared, measure } from './files.repo.ts';

const expected = new Set<string>();

/** The route says whose bytes it has just laid down: the command believes nobody else, or a hash would open a file. */
export function expectBytes(fileId: string): () => void {
  expected.add(fileId);
  return () => void expected.delete(fileId);
}

export const handleKeep = handle(keepFile, async (ctx, input) => {
  if (!expected.has(input.fileId)) throw fileProblems.problem('bytes-absent');
  // Those who forget files wait for us, and we for them: bytes that were there a moment ago are looked at once more.
  await lockShared.run(ctx.tx, {});
  if (!(await readBytes(ctx.tx, input.hash))) throw fileProblems.problem('bytes-absent');
  await insertFile.run(ctx.tx, {
    id: input.fileId,
    hash: input.hash,
    mediaType: input.mediaType,
    size: input.size,
    width: input.width ?? null,
    height: input.height ?? null,
    thumbHash: input.thumbHash ?? null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  ctx.touch('file', input.fileId);
  return {};
});

const day = 24 * 60 * 60 * 1000;

export const handleForget = handle(forgetLoose, async (ctx) => {
  // A phone may be weeks on its way before its line is good enough for the rest.
  await dropOldPieces.run(ctx.tx, { before: new Date(ctx.now.getTime() - 60 * day).toISOString() });
  const gone = await deleteLoose.all(ctx.tx, { before: new Date(ctx.now.getTime() - day).toISOString() });
  dropBytes(ctx, gone);
  return { forgotten: gone.length };
});

export const forgetJob: LongJobHandler = {
  name: 'files.forget-loose',
  work: async (job) => {
    await job.command(forgetLoose, {});
  },
};

export const answerStorage = answer(getStorage, (ctx) => measure.one(ctx.tx, {}));

/** Every file's bytes are there and are what their hash says. */
export const fileProof: Proof = {
  name: 'files.proof-bytes',
  run: async (tx) => {
    const faults: string[] = [];
    let checked = 0;
    const { files } = hasVault() ? { files: 0 } : await measure.one(tx, {});
    if (files > 0) return { checked, faults: [`${files} files could not be opened: the master key is not here`] };
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await listAll.all(tx, { after, limit: 200 });
      const last = rows.at(-1);
      if (!last) return { checked, faults };
      for (const row of rows) {
        checked += 1;
        for (const hash of [row.hash, row.thumb_hash]) {
          if (hash && !(await readBytes(tx, hash))) faults.push(`file ${row.id}: bytes are missing or changed`);
        }
      }
      after = last.id;
    }
  },
};

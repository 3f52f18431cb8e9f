import { requestRun } from '#foundation/jobs/request.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { getCommand, getProof, listHistory, listReads, openPersonal, proveNow, searchCommands } from '../contract/history.ts';
import { problems } from '../contract/problems.ts';
import { findCommand, listReadRows, listTouches, searchLog } from './history.repo.ts';
import type { StepRow } from './history.repo.ts';
import { openKept } from './keep.ts';
import { countSealed, findLastProof } from './seals.repo.ts';

function stepOf(row: StepRow) {
  return {
    id: row.id,
    name: row.name,
    actorId: row.actor_id,
    actorName: row.actor_name,
    releasedBy: row.released_by,
    deviceId: row.device_id,
    via: row.via,
    tokenId: row.token_id,
    tokenName: row.token_name,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    state: row.state,
  };
}

export const answerListHistory = answer(listHistory, async (ctx, input) => {
  const by = (await ctx.isShown(input)) ? null : ctx.actor.userId;
  return { rows: (await listTouches.all(ctx.tx, { ...input, by })).map(stepOf) };
});

export const answerSearchCommands = answer(searchCommands, async (ctx, input) => {
  const rows = await searchLog.all(ctx.tx, {
    search: input.search || null,
    from: input.from ?? null,
    to: input.to ?? null,
    timeZone: ctx.mission.timeZone,
    command: input.command ?? null,
    actorId: input.actorId ?? null,
    tokenId: input.tokenId ?? null,
    state: input.state ?? null,
    since: input.since ?? null,
    until: input.until ?? null,
    thingKind: input.thingKind ?? null,
    thingId: input.thingId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(stepOf) };
});

export const answerGetCommand = answer(getCommand, async (ctx, input) => {
  const row = await findCommand.maybe(ctx.tx, input);
  if (!row) throw problems.problem('command-not-found');
  const opened = ctx.can(openPersonal.name, {});
  return {
    ...stepOf(row),
    version: row.version,
    outcome: row.outcome,
    touches: row.touches,
    seal: row.seal,
    opened,
    input: (await openKept(ctx.tx, opened, row.input)) as Record<string, unknown>,
  };
});

export const answerListReads = answer(listReads, async (ctx, input) => {
  const rows = await listReadRows.all(ctx.tx, {
    actorId: input.actorId ?? null,
    query: input.query ?? null,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      actorName: row.actor_name,
      tokenName: row.token_name,
      query: row.query,
      rows: row.row_count,
      readAt: row.read_at.toISOString(),
    })),
  };
});

export const answerGetProof = answer(getProof, async (ctx) => {
  const at = await countSealed.one(ctx.tx, {});
  const run = await findLastProof.maybe(ctx.tx, {});
  return {
    commands: at.commands,
    sealed: at.sealed,
    lastSeal: at.seq === null ? null : { seq: at.seq, hash: at.chain_hash!, at: at.sealed_at!.toISOString() },
    lastRun: run ? { at: run.run_at.toISOString(), checked: run.checked, faults: run.fault_count, proofs: run.proofs } : null,
  };
});

export const handleProveNow = handle(proveNow, async (ctx, input) => {
  await requestRun(ctx, { runId: input.runId, job: 'audit.prove', data: {} });
  ctx.touch('job-run', input.runId);
  return {};
});

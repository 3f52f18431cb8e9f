import { formatNumber, parseNumber } from '#foundation/document-number.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../contract/problems.ts';
import { findBlockOf, findSubject, insertNumber, takeNext } from './numbers.repo.ts';

export interface Numbered {
  readonly kind: string;
  readonly office: string;
  readonly subject: { readonly kind: string; readonly id: string };
}

/** Gives a document the next number of its kind, office and year; a command that fails gives it back. */
export async function takeNumber(ctx: CommandContext, wanted: Numbered): Promise<string> {
  const { kind, office, subject } = wanted;
  const year = Number(dayIn(ctx.mission.timeZone, ctx.now).slice(0, 4));
  const { serial } = await takeNext.one(ctx.tx, {
    kind,
    office,
    year,
    subjectKind: subject.kind,
    subjectId: subject.id,
    commandId: ctx.command.id,
  });
  return formatNumber({ kind, office, year, serial });
}

/** Enters a number that a device or a pre-printed form brought; it must come from a block, of that device where it has one. */
export async function enterNumber(ctx: CommandContext, typed: string, subject: Numbered['subject']): Promise<string> {
  const number = parseNumber(typed);
  if (!number) throw problems.problem('number-wrong', { number: typed.slice(0, 60) });
  const block = await findBlockOf.maybe(ctx.tx, number);
  const elsewhere = block?.device_id && ctx.actor.device && block.device_id !== ctx.actor.device;
  if (!block || elsewhere) throw problems.problem('not-of-a-block', { number: formatNumber(number) });
  if (block.returned_at && number.serial > block.used_to!) throw problems.problem('block-returned', { number: formatNumber(number) });
  await insertNumber.run(ctx.tx, {
    ...number,
    subjectKind: subject.kind,
    subjectId: subject.id,
    blockId: block.id,
    commandId: ctx.command.id,
  });
  return formatNumber(number);
}

/** The record that bears a number, however it was typed. */
export async function findNumbered(ctx: RequestContext, typed: string): Promise<{ kind: string; id: string } | null> {
  const number = parseNumber(typed);
  return (number && (await findSubject.maybe(ctx.tx, number))) ?? null;
}

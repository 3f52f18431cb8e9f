import { handle } from '#foundation/pipeline/context.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { closePlace } from '#kernel/goods/server/index.ts';
import { closeEvent, eventReconciled, signStatement } from '../contract/day.ts';
import { problems } from '../contract/problems.ts';
import { mayDecide } from '../domain/states.ts';
import { statementOf } from './figures.ts';
import { getEventOf, mark } from './shared.ts';
import { setState } from './shared.repo.ts';
import { insertSignature, listSignatures } from './stock.repo.ts';

export const handleSignStatement = handle(signStatement, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, signStatement.name, true);
  if (!mayDecide('sign', event.state)) throw problems.problem('event-state', { state: event.state });
  const outsider = (await onlyOrg(ctx)) !== null;
  // On the screen each signs for its own house; the mission's people alone record what was signed on paper.
  const own = input.means === 'paper' ? !outsider : input.side === 'partner' ? outsider || event.org_kind === 'own' : !outsider;
  if (!own) throw problems.problem('sign-own-side', { side: input.side });
  const { figures, hash, found } = await statementOf(ctx, event.id);
  if (hash !== input.figuresHash) throw problems.problem('figures-changed');
  const { side, means } = input;
  await insertSignature.run(ctx.tx, {
    eventId: event.id,
    side,
    means,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    figures: JSON.stringify(figures),
    hash,
  });
  await mark(ctx, event, 'signed', { side, means });
  const sides = new Set(
    (await listSignatures.all(ctx.tx, { eventId: event.id })).filter((one) => one.hash === hash).map((one) => one.side),
  );
  if (sides.size < 2) return { state: event.state };
  await setState.run(ctx.tx, { id: event.id, state: 'reconciled', at: ctx.now.toISOString() });
  ctx.emit(eventReconciled, { eventId: event.id, number: event.number, households: found.served });
  return { state: 'reconciled' as const };
});

export const handleCloseEvent = handle(closeEvent, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, closeEvent.name, true);
  if (!mayDecide('close', event.state)) throw problems.problem('event-state', { state: event.state });
  const { hash } = await statementOf(ctx, event.id);
  const signed = (await listSignatures.all(ctx.tx, { eventId: event.id })).filter((one) => one.hash === hash).map((one) => one.side);
  const old = (['partner', 'monitor'] as const).find((side) => !signed.includes(side));
  if (old) throw problems.problem('signature-old', { side: old });
  // Refused in the goods book's own words while anything is left.
  await closePlace(ctx, event.place_id);
  await setState.run(ctx.tx, { id: event.id, state: 'closed', at: ctx.now.toISOString() });
  await mark(ctx, event, 'closed');
  return {};
});

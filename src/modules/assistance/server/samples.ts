import { answer, handle } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { drawSample, listSamples } from '../contract/samples.ts';
import { mayDecide } from '../domain/states.ts';
import { countPopulation, insertSample, listMembers, listSampleRows } from './samples.repo.ts';
import { getEventOf, positionOf } from './shared.ts';

export const handleDrawSample = handle(drawSample, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, drawSample.name, true);
  if (!mayDecide('sample', event.state)) throw problems.problem('event-state', { state: event.state });
  const { population } = await countPopulation.one(ctx.tx, { eventId: event.id });
  if (population === 0) throw problems.problem('nobody-served');
  if (input.size > population) throw problems.problem('sample-too-large', { size: input.size, population });
  const { sampleId: id, seed, size } = input;
  await insertSample.run(ctx.tx, { id, eventId: event.id, seed, size, population, by: ctx.actor.userId, at: ctx.now.toISOString() });
  ctx.touch('assistance-event', event.id);
  return { population };
});

export const answerListSamples = answer(listSamples, async (ctx, { eventId }) => {
  const event = await getEventOf(ctx, eventId, listSamples.name);
  const members = Map.groupBy(await listMembers.all(ctx.tx, { eventId }), (row) => row.sampleId);
  const rows = (await listSampleRows.all(ctx.tx, { eventId })).map((row) => ({
    ...row,
    at: row.at.toISOString(),
    members: (members.get(row.id) ?? []).map(({ sampleId: _sample, occurredAt, ...one }) => ({
      ...one,
      occurredAt: occurredAt.toISOString(),
    })),
  }));
  return { rows, abilities: mayDecide('sample', event.state) ? ctx.abilities([drawSample.name], positionOf(event)) : [] };
});

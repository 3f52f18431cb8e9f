import { closeExceptions, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import type { outcomes } from '#kernel/exceptions/contract/exceptions.ts';
import { getEvent } from '#modules/assistance/contract/events.ts';
import type { Player } from '../../player.ts';
import type { Told } from './told.ts';

export interface Closing {
  readonly kind: string;
  readonly outcome: (typeof outcomes)[number];
  readonly reason: string;
}

/** Somebody looks into the day's cases of a kind and closes them. Told again they are closed already. */
export async function closeCases(player: Player, { eventId }: Told, { kind, outcome, reason }: Closing): Promise<void> {
  const { number } = await player.ask(getEvent, { eventId });
  const { rows } = await player.ask(listExceptions, { kinds: [kind], limit: 1000 });
  const exceptionIds = rows.filter((row) => row.figures['number'] === number).map((row) => row.id);
  if (exceptionIds.length === 0) player.id();
  else await player.do(closeExceptions, { exceptionIds, outcome, reason });
}

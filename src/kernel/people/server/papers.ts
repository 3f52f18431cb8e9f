import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { PaperSource } from '#foundation/pdf/paper.ts';
import { getHousehold } from '../contract/queries.ts';
import { problems } from '../contract/problems.ts';

/** A household's card: an opaque number and its signed code. No name, nationality, agency or household stands on it. */
const cardPaper = definePaper('people.card', z.strictObject({ householdId: Id }), async (press, input) => {
  const { card } = await press.ask(getHousehold, { householdId: input.householdId });
  if (!card) throw problems.problem('card-not-found');
  const words = press.three('people.paper-card-keep');
  return {
    template: 'labels',
    title: card.number,
    size: 'large',
    labels: [{ code: card.number, lines: [words.ar, words.tr, words.en], note: '', scan: card.code }],
  };
});

export const papers: readonly PaperSource[] = [cardPaper];

import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { FormTable, PaperSource, Press, ThreeWords } from '#foundation/pdf/paper.ts';
import { getStatement } from '../contract/day.ts';
import { getEvent } from '../contract/events.ts';
import type { EventShown } from '../contract/events.ts';
import { peopleKeys } from '../contract/shared.ts';
import type { ItemBrief } from '../contract/shared.ts';
import { listTokens } from '../contract/tokens.ts';

const say =
  (press: Press) =>
  (key: string): ThreeWords =>
    press.three(`assistance.paper-${key}`);
const inLanguage = (names: Readonly<Record<string, string>>, press: Press) => names[press.language] ?? names['en'] ?? '';
const itemWords = (press: Press, item: ItemBrief) => `${item.code} ${inLanguage(item.names, press)}`;
const unitOf = (press: Press, item: ItemBrief) => press.t(`goods.unit-${item.unit}`);

function factsFor(press: Press, event: EventShown) {
  const label = say(press);
  return [
    { label: label('event'), value: event.title },
    { label: label('day'), value: press.day(event.givesOn) },
    { label: label('site'), value: `${inLanguage(event.siteNames, press)}, ${inLanguage(event.areaNames, press)}` },
    ...(event.waived ? [] : [{ label: label('org'), value: inLanguage(event.orgNames, press) }]),
    { label: label('package'), value: `${inLanguage(event.packageNames, press)} (${event.packageVersion})` },
  ];
}
/** What stands on every paper of a distribution: donors are not named, only who gives out; under a waiver neither mission nor partner is. */
const common = (press: Press, event: EventShown) => ({
  template: 'form' as const,
  number: event.number,
  qr: event.paperCode,
  facts: factsFor(press, event),
  unnamed: event.waived,
});

/** The list of a lane with room to sign: number and size of the household, never a name. */
const listPaper = definePaper(
  'assistance.distribution-list',
  z.strictObject({ eventId: Id, laneId: Id.optional() }),
  async (press, input) => {
    const event = await press.ask(getEvent, { eventId: input.eventId });
    const rows = await press.askAll(listTokens, {
      eventId: input.eventId,
      state: 'valid',
      ...(input.laneId ? { laneId: input.laneId } : {}),
    });
    const label = say(press);
    return {
      ...common(press, event),
      title: label('list'),
      tables: [
        {
          columns: [
            { label: label('number'), number: true },
            { label: label('lane'), number: true },
            { label: label('size'), number: true },
            { label: label('collector'), wide: true },
            { label: label('signature'), wide: true },
          ],
          rows: rows.map((row) => [press.number(row.number), press.number(row.laneNo), press.number(row.size), '', '']),
          none: label('no-rows'),
          tall: true,
        },
      ],
      notes: [label('refusal-note')],
      signatures: [{ who: label('lead') }, { who: label('monitor') }],
    };
  },
);

/** A sheet to count by hand on: strokes by lane, persons by sex and age, quantities. */
const tallyPaper = definePaper('assistance.tally-sheet', z.strictObject({ eventId: Id }), async (press, input) => {
  const event = await press.ask(getEvent, { eventId: input.eventId });
  const label = say(press);
  return {
    ...common(press, event),
    title: label('tally'),
    tables: [
      {
        title: label('tally-people'),
        columns: [
          { label: label('sheet'), number: true },
          { label: label('households'), number: true },
          ...peopleKeys.map((key) => ({ label: label(key), number: true, wide: true })),
        ],
        rows: Array.from({ length: 8 }, (_, at) => [press.number(at + 1), '', ...peopleKeys.map(() => '')]),
        tall: true,
      },
      {
        title: label('tally-items'),
        columns: [
          { label: label('item'), wide: true },
          { label: label('unit') },
          { label: label('strokes'), wide: true },
          { label: label('total'), number: true },
        ],
        rows: [...new Map(event.lines.map((line) => [line.item.id, line.item])).values()].map((item) => [
          itemWords(press, item),
          unitOf(press, item),
          '',
          '',
        ]),
        tall: true,
      },
    ],
    notes: [label('refusal-note')],
    signatures: [{ who: label('lead') }, { who: label('monitor') }],
    flipped: true,
  };
});

/** The end of the day from the books: received - distributed - returned = left; partner and monitor sign. */
const statementPaper = definePaper('assistance.statement', z.strictObject({ eventId: Id }), async (press, input) => {
  const event = await press.ask(getEvent, { eventId: input.eventId });
  const statement = await press.ask(getStatement, { eventId: input.eventId });
  const label = say(press);
  const signed = (side: string) => statement.signatures.find((one) => one.side === side && one.current);
  return {
    ...common(press, event),
    title: label('statement'),
    facts: [
      ...factsFor(press, event),
      { label: label('households'), value: press.number(statement.households) },
      { label: label('handovers'), value: press.number(statement.handovers) },
      { label: label('undone'), value: press.number(statement.undone) },
    ],
    // A list says how many persons each household has, not who they are: a table of noughts would say that nobody came.
    tables: [
      stockTable(press, label, statement.stock),
      ...(peopleKeys.some((key) => event.people[key] > 0) ? [peopleTable(press, label, event)] : []),
    ],
    notes: [label('statement-note')],
    signatures: (['partner', 'monitor'] as const).map((side) => {
      const one = signed(side);
      return { who: label(`sign-${side}`), ...(one ? { name: `\u2068${one.by}\u2069 · ${press.moment(one.at)}` } : {}) };
    }),
  };
});

function stockTable(press: Press, label: ReturnType<typeof say>, stock: EventShown['stock']): FormTable {
  const differs = stock.some((row) => row.counted !== 0 || row.short !== 0 || row.other !== 0);
  return {
    columns: [
      { label: label('item'), wide: true },
      { label: label('unit') },
      { label: label('received'), number: true },
      { label: label('distributed'), number: true },
      { label: label('returned'), number: true },
      ...(differs ? [{ label: label('difference'), number: true }] : []),
      { label: label('left'), number: true },
    ],
    rows: stock.map((row) => [
      itemWords(press, row.item),
      unitOf(press, row.item),
      press.number(row.received),
      press.number(row.distributed),
      press.number(row.returned),
      ...(differs ? [press.number(row.counted + row.short + row.other)] : []),
      press.number(row.left),
    ]),
    none: label('no-rows'),
  };
}

function peopleTable(press: Press, label: ReturnType<typeof say>, event: EventShown): FormTable {
  return {
    title: label('people'),
    columns: peopleKeys.map((key) => ({ label: label(key), number: true })),
    rows: [peopleKeys.map((key) => press.number(event.people[key]))],
  };
}

export const papers: readonly PaperSource[] = [listPaper, tallyPaper, statementPaper];

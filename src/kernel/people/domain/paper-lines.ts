import type { Layout, Reading } from '#foundation/ocrb/read.ts';
import { checksHold, zoneHolds } from './mrz.ts';

const letters = (count: number) => 'a'.repeat(count);
const digits = (count: number) => 'n'.repeat(count);
const both = (count: number) => 'x'.repeat(count);
/** Birth, sex and end, each date with its check digit. */
const dates = `${digits(7)}s${digits(7)}`;

/** Passports, small and large cards (ICAO 9303: TD3, TD1, TD2): which kind of sign stands where. */
export const paperLayouts: readonly Layout[] = [
  { name: 'TD3', lines: [`d${letters(43)}`, `${both(9)}n${letters(3)}${dates}${both(14)}${digits(2)}`] },
  { name: 'TD1', lines: [`d${letters(4)}${both(9)}n${both(15)}`, `${dates}${letters(3)}${both(11)}n`, letters(30)] },
  { name: 'TD2', lines: [`d${letters(35)}`, `${both(9)}n${letters(3)}${dates}${both(7)}n`] },
];

/** From here a single look is believed: names and states have no check digit. */
const sureEnough = 0.5;

/**
 * Chooses among what pictures may say: only lines whose check digits all hold; of these what was read clearly, or the same in
 * two looks. A photo is one look; whoever took it compares the fields with the paper.
 */
export function paperChooser(): (readings: readonly Reading[], from: 'camera' | 'photo') => string | undefined {
  let before: string | undefined;
  return (readings, from) => {
    const held = readings.flatMap((reading) => holding(reading) ?? [])[0];
    if (!held) return undefined;
    const text = held.lines.join('\n');
    const clear = (held.asRead && held.weakest >= sureEnough && zoneHolds(held.lines)) || text === before;
    before = text;
    return clear || from === 'photo' ? text : undefined;
  };
}

interface Held {
  readonly lines: readonly string[];
  readonly asRead: boolean;
  readonly weakest: number;
}
/** The lines as they were read, or with doubtful signs read the other way, so that the check digits hold. */
function holding({ layout, lines, weakest, doubts }: Reading): Held | undefined {
  const kinds = paperLayouts.find(({ name }) => name === layout)?.lines;
  const mixed = (line: number, at: number) => kinds?.[line]?.[at] === 'x';
  // The letter and the nought look alike, and where either may stand it is nearly always the nought: it goes first.
  const noughts = lines.map((text, line) =>
    Array.from(text)
      .map((sign, at) => (sign === 'O' && mixed(line, at) ? '0' : sign))
      .join(''),
  );
  const others = doubts
    .filter(({ line, at, likely }) => mixed(line, at) && likely > 0.1)
    .slice(0, 3)
    .map(({ line, at, instead }) =>
      noughts.map((text, which) => (which === line ? text.slice(0, at) + instead + text.slice(at + 1) : text)),
    );
  const found = [noughts, lines, ...others].find(checksHold);
  return found && { lines: found, asRead: found.join() === lines.join(), weakest };
}

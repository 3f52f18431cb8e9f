import { bandsOf, groupsOf, skewOf } from './bands.ts';
import type { Band } from './bands.ts';
import { extentOf, spineOf, stepsOf } from './columns.ts';
import type { LineGrid } from './columns.ts';
import { fullInk, patchAt } from './patch.ts';
import { inkOf, portionOf, turned } from './picture.ts';
import type { Raster } from './picture.ts';
import { likelihoods, signs } from './signs.ts';
import type { Net } from './signs.ts';

/** How many signs which lines have, and what may stand in each place: a letters, n digits, x both, s a sex, d a kind of paper; but for that, fillers too. */
export interface Layout {
  readonly name: string;
  readonly lines: readonly string[];
}
/** What a picture may say. */
export interface Reading {
  readonly layout: string;
  readonly lines: readonly string[];
  /** Mean of the signs' likelihoods, 0 to 1. */
  readonly sure: number;
  /** Likelihood of the least likely sign. */
  readonly weakest: number;
  /** Signs that may as well be another one, the most doubtful first. */
  readonly doubts: readonly Doubt[];
}
export interface Doubt {
  readonly line: number;
  readonly at: number;
  readonly instead: string;
  readonly likely: number;
}

/** What a look at a picture gave. */
export interface Seen {
  readonly light: 'dark' | 'enough';
  readonly readings: readonly Reading[];
}

/** Grey (0 to 255) below which a picture's paper lies in the dark. */
const dark = 60;

/** Reads a picture, and says whether there was light to read by. */
export function seenIn(grey: Raster, layouts: readonly Layout[], net: Net): Seen {
  return { light: portionOf(grey.data, 0.8) < dark ? 'dark' : 'enough', readings: readLines(grey, layouts, net) };
}

const kinds: Readonly<Record<string, RegExp>> = { a: /[<A-Z]/, n: /[<0-9]/, x: /./, s: /[<MFX]/, d: /[ACIPRV]/ };
const allowed = (kind: string): number[] => Array.from(signs).flatMap((sign, at) => (kinds[kind]!.test(sign) ? [at] : []));
const places = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, allowed(kind)]));

/** Reads lines of equal steps in OCR-B out of a picture; the most likely reading first. */
export function readLines(grey: Raster, layouts: readonly Layout[], net: Net): Reading[] {
  const raw = inkOf(grey);
  const skew = skewOf(raw);
  const ink = Math.abs(skew) < 0.002 ? raw : turned(raw, skew);
  const bands = bandsOf(ink);
  const readings: Reading[] = [];
  for (const group of layouts
    .flatMap((layout) => groupsOf(bands, layout.lines.length).map((lines) => measured(ink, lines, layout)))
    .sort(byForm)) {
    if (group.form > 0.5) break;
    readings.push(readGroup(ink, group, net));
    // Two lines of another length would be read as nonsense; there is no need to see it.
    if (readings.at(-1)!.sure > 0.9) break;
  }
  return readings.sort((a, b) => b.sure - a.sure);
}

interface Group {
  readonly bands: readonly Band[];
  readonly layout: Layout;
  readonly extent: { readonly left: number; readonly right: number };
  /** How far signs of this layout would be from their usual form, as wide as they are high. */
  readonly form: number;
}
const byForm = (a: Group, b: Group) => a.form - b.form;

function measured(ink: Raster, bands: readonly Band[], layout: Layout): Group {
  const extent = extentOf(ink, bands);
  const height = bands.reduce((sum, { top, bottom }) => sum + bottom - top, 0) / bands.length;
  return { bands, layout, extent, form: Math.abs(Math.log((extent.right - extent.left) / height / layout.lines[0]!.length)) };
}

function readGroup(ink: Raster, { bands, layout, extent }: Group, net: Net): Reading {
  const count = layout.lines[0]!.length;
  const read = bands.map((band, at) => {
    const steps = stepsOf(ink, band, { ...extent, count });
    const spine = spineOf(ink, band, extent);
    const grid = { ...steps, count, y: spine.y + (steps.x - spine.x) * spine.slope, slope: spine.slope, height: spine.height };
    return readLine({ ink, grid, kinds: layout.lines[at]!, net });
  });
  const all = read.flatMap(({ likely }) => likely);
  return {
    layout: layout.name,
    lines: read.map(({ text }) => text),
    sure: all.reduce((sum, one) => sum + one, 0) / all.length,
    weakest: Math.min(...all),
    doubts: read.flatMap(({ doubts }, line) => doubts.map((doubt) => ({ ...doubt, line }))).sort((a, b) => b.likely - a.likely),
  };
}

function readLine({ ink, grid, kinds: line, net }: { ink: Raster; grid: LineGrid; kinds: string; net: Net }) {
  const full = fullInk(ink, grid);
  const likely: number[] = [];
  const doubts: Omit<Doubt, 'line'>[] = [];
  const text = Array.from(line).map((kind, at) => {
    const chances = likelihoods(net, patchAt(ink, grid, { at, full }));
    const [best, next] = places[kind]!.toSorted((a, b) => chances[b]! - chances[a]!) as [number, number];
    likely.push(chances[best]!);
    if (chances[next]! > 0.05) doubts.push({ at, instead: signs[next]!, likely: chances[next]! });
    return signs[best]!;
  });
  return { text: text.join(''), likely, doubts };
}

/**
 * GS1 element strings: what makers print on cartons and pallets. Read from the raw string of a symbol (FNC1 arrives as the
 * group separator), from the written form with brackets, and from a GS1 Digital Link.
 * Source: GS1 General Specifications, sections 3 (identifiers) and 7.8 (processing).
 */
export interface Gs1Parts {
  /** 14 figures, whatever length was printed. */
  readonly gtin?: string;
  /** The container that holds the goods: 18 figures. */
  readonly sscc?: string;
  readonly lot?: string;
  readonly serial?: string;
  /** ISO days. */
  readonly expiresOn?: string;
  readonly bestBeforeOn?: string;
  readonly madeOn?: string;
  /** Pieces inside. */
  readonly count?: number;
  readonly netGrams?: number;
}

export type Gs1Read =
  | { readonly parts: Gs1Parts; /** By identifier, as printed. */ readonly elements: ReadonlyMap<string, string> }
  /** It is such a string, and a check digit says that it was misread. */
  | { readonly fault: 'check-digit' };

/** Separates elements of open length; scanners send it for FNC1. */
export const groupSeparator = '\u001d';
const leading = new RegExp(`^${groupSeparator}`);

interface Shape {
  /** Figures of the identifier. */
  readonly ai: number;
  readonly length: number;
  /** Up to that length, and until a separator. */
  readonly open?: true;
  readonly figures?: true;
}
const fixed = (length: number, ai = 2): Shape => ({ ai, length, figures: true });
const open = (length: number, ai = 2): Shape => ({ ai, length, open: true });

const shaped: readonly (readonly [string, Shape])[] = [
  ['00', fixed(18)],
  ['01 02', fixed(14)],
  ['11 12 13 15 16 17', fixed(6)],
  ['20', fixed(2)],
  ['10 21 22', open(20)],
  ['30 37', open(8)],
  ['240 241 250 251 253 400 401 403', open(30, 3)],
  ['242', open(6, 3)],
  ['243 254 420', open(20, 3)],
  ['255', open(25, 3)],
  ['402', open(17, 3)],
  ['421', open(12, 3)],
  ['422', open(3, 3)],
  ['410 411 412 413 414 415 416 417', fixed(13, 3)],
  // The fourth figure of the identifier says how many decimal places there are.
  ['31 32 33 34 35 36', fixed(6, 4)],
  ['390 392', open(15, 4)],
  ['391 393', open(18, 4)],
  ['90 91 92 93 94 95 96 97 98 99', open(90)],
];
/** What stands behind an identifier, by its beginning; the longest beginning wins. */
const shapes = new Map(shaped.flatMap(([ais, shape]) => ais.split(' ').map((ai) => [ai, shape] as const)));
const shapeOf = (text: string) => shapes.get(text.slice(0, 3)) ?? shapes.get(text.slice(0, 2));

/** GS1's check digit: weights 3 and 1 from the right. False where there is anything but figures. */
export function hasCheckDigit(code: string): boolean {
  return /^\d{2,}$/.test(code) && checkDigit(code.slice(0, -1)) === code.at(-1);
}

/** The check digit that belongs behind these figures. */
export function checkDigit(figures: string): string {
  const sum = Array.from(figures)
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Reads what a scanner or hand gave; undefined when it is nothing of GS1's. */
export function readGs1(text: string): Gs1Read | undefined {
  const bare = /^\d+$/.test(text);
  if (bare && [8, 12, 13, 14].includes(text.length) && hasCheckDigit(text)) return readOf(new Map([['01', text.padStart(14, '0')]]));
  if (bare && text.length === 18 && hasCheckDigit(text)) return readOf(new Map([['00', text]]));
  const elements = text.startsWith('(') ? inBrackets(text) : (inLink(text) ?? inARow(withoutSymbol(text)));
  return elements && readOf(elements);
}

/** Scanners may say which symbol it was (`]C1`, `]d2`, `]Q3`), and write the separator in words. */
const withoutSymbol = (text: string) =>
  text
    .replace(/^\][A-Za-z]\d/, '')
    .replaceAll(/\{GS\}|<GS>|\u241d/g, groupSeparator)
    .replace(leading, '');

function readOf(elements: ReadonlyMap<string, string>): Gs1Read | undefined {
  if (!['00', '01', '02'].some((ai) => elements.has(ai))) return undefined;
  for (const ai of ['00', '01', '02']) if (elements.has(ai) && !hasCheckDigit(elements.get(ai)!)) return { fault: 'check-digit' };
  return { elements, parts: partsOf(elements) };
}

function partsOf(elements: ReadonlyMap<string, string>): Gs1Parts {
  const of = (...ais: string[]) => ais.map((ai) => elements.get(ai)).find((value) => value !== undefined);
  const day = (ai: string) => dayOf(of(ai) ?? '');
  const count = Number(of('37', '30') ?? 0);
  const weight = [...elements].find(([ai]) => /^310\d$/.test(ai));
  const parts: { [K in keyof Gs1Parts]: Gs1Parts[K] | undefined } = {
    gtin: of('01', '02'),
    sscc: of('00'),
    lot: of('10'),
    serial: of('21'),
    expiresOn: day('17'),
    bestBeforeOn: day('15'),
    madeOn: day('11'),
    count: count > 0 ? count : undefined,
    // 310n: kilograms with n decimal places.
    netGrams: weight && Math.round((Number(weight[1]) / 10 ** Number(weight[0].at(-1))) * 1000),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

const fits = (shape: Shape, value: string) =>
  value.length > 0 &&
  (shape.open ? value.length <= shape.length : value.length === shape.length) &&
  (!shape.figures || /^\d+$/.test(value));

function inBrackets(text: string): Map<string, string> | undefined {
  const found = [...text.matchAll(/\((\d{2,4})\)([^(]+)/g)];
  if (found.length === 0 || found.reduce((sum, part) => sum + part[0].length, 0) !== text.length) return undefined;
  const right = found.every(([, ai, value]) => {
    const shape = shapeOf(ai!);
    return !shape || (shape.ai === ai!.length && fits(shape, value!));
  });
  return right ? new Map(found.map((part) => [part[1]!, part[2]!])) : undefined;
}

function inARow(text: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (let rest = text; rest.length > 0;) {
    const shape = shapeOf(rest);
    if (!shape) return undefined;
    const [ai, body] = [rest.slice(0, shape.ai), rest.slice(shape.ai)];
    const end = shape.open ? body.indexOf(groupSeparator) : shape.length;
    const value = body.slice(0, end === -1 ? body.length : end);
    if (!/^\d+$/.test(ai) || ai.length < shape.ai || !fits(shape, value)) return undefined;
    values.set(ai, value);
    rest = body.slice(value.length).replace(leading, '');
  }
  return values.size > 0 ? values : undefined;
}

/** A GS1 Digital Link: identifiers and values in turn as the path's parts, more of them behind the question mark. */
function inLink(text: string): Map<string, string> | undefined {
  const [path, query = ''] = (/^https?:\/\/[^/?#]+\/([^#]*)/i.exec(text)?.[1] ?? '').split('?');
  const parts = path!.split('/');
  const start = parts.findIndex((part, at) => ['00', '01'].includes(part) && fits(shapes.get(part)!, padded(part, parts[at + 1] ?? '')));
  if (start === -1) return undefined;
  const pairs = parts.slice(start).flatMap((ai, at, all) => (at % 2 === 0 ? [[ai, all[at + 1] ?? ''] as const] : []));
  const more = query.split('&').map((pair) => pair.split('=') as [string, string?]);
  try {
    const known = [...pairs, ...more].filter(([ai]) => /^\d{2,4}$/.test(ai));
    const values = known.map(([ai, value]) => [ai, padded(ai, decodeURIComponent(value ?? ''))] as const);
    return values.every(([ai, value]) => !shapeOf(ai) || fits(shapeOf(ai)!, value)) ? new Map(values) : undefined;
  } catch {
    return undefined;
  }
}

const padded = (ai: string, value: string) => (ai === '01' && /^\d{8,14}$/.test(value) ? value.padStart(14, '0') : value);

/** A day as GS1 writes it: six figures, and 00 for the last of the month; years within the next and last fifty. */
function dayOf(text: string): string | undefined {
  const [year, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6))];
  if (!/^\d{6}$/.test(text) || month < 1 || month > 12 || day > 31) return undefined;
  const full = year < 70 ? 2000 + year : 1900 + year;
  const last = new Date(Date.UTC(full, month, 0)).getUTCDate();
  if (day > last) return undefined;
  return `${full}-${String(month).padStart(2, '0')}-${String(day === 0 ? last : day).padStart(2, '0')}`;
}

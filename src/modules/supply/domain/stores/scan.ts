/** What our own labels name. */
export const labelKinds = ['lot', 'place', 'item', 'unit'] as const;
export type LabelKind = (typeof labelKinds)[number];

/**
 * What stands in the code of one of our labels: capitals, so that the code stays small, and an id that says nothing to
 * whoever finds the carton: no grant, no agency, no address.
 */
export function labelText(kind: LabelKind, id: string): string {
  return `KV/${kind}/${id}`.toUpperCase();
}

export type Scanned =
  | { readonly kind: 'label'; readonly of: LabelKind; readonly id: string }
  | {
      readonly kind: 'gs1';
      readonly gtin?: string;
      readonly lot?: string;
      readonly expiresOn?: string;
      readonly count?: number;
      readonly sscc?: string;
    }
  | { readonly kind: 'text'; readonly text: string };

const own = /^KV\/(LOT|PLACE|ITEM|UNIT)\/([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})$/;

/** What a scanner typed: one of our labels, a GS1 code of a maker, or anything else. */
export function readScan(typed: string): Scanned {
  const text = typed.trim();
  const ours = own.exec(text.toUpperCase());
  if (ours) return { kind: 'label', of: ours[1]!.toLowerCase() as LabelKind, id: ours[2]!.toLowerCase() };
  if (/^(\d{8}|\d{12,14})$/.test(text) && hasCheckDigit(text)) return { kind: 'gs1', gtin: text.padStart(14, '0') };
  return readGs1(text) ?? { kind: 'text', text };
}

/** GS1's check digit: weights 3 and 1 from the right. */
function hasCheckDigit(code: string): boolean {
  const digits = code.split('').map(Number).toReversed();
  const sum = digits.slice(1).reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === digits[0];
}

/** Application identifiers we read: how long their values are, or up to what length until a separator. */
const identifiers: readonly { readonly ai: string; readonly length: number; readonly variable?: boolean }[] = [
  { ai: '00', length: 18 },
  { ai: '01', length: 14 },
  { ai: '02', length: 14 },
  { ai: '10', length: 20, variable: true },
  { ai: '11', length: 6 },
  { ai: '15', length: 6 },
  { ai: '17', length: 6 },
  { ai: '21', length: 20, variable: true },
  { ai: '30', length: 8, variable: true },
  { ai: '37', length: 8, variable: true },
];
const separator = '\u001d';
const withoutSeparator = (text: string) => (text.startsWith(separator) ? text.slice(1) : text);

function readGs1(text: string): Scanned | undefined {
  const values = text.startsWith('(') ? inBrackets(text) : inARow(withoutSeparator(text.replace(/^(\]C1|\]d2|\]Q3)/, '')));
  if (!values || (!values.has('01') && !values.has('02') && !values.has('00'))) return undefined;
  const [gtin, lot, expiry, count, sscc] = [
    values.get('01') ?? values.get('02'),
    values.get('10'),
    values.get('17'),
    values.get('37') ?? values.get('30'),
    values.get('00'),
  ];
  const expiresOn = expiry && dayOf(expiry);
  return {
    kind: 'gs1',
    ...(gtin ? { gtin } : {}),
    ...(lot ? { lot } : {}),
    ...(expiresOn ? { expiresOn } : {}),
    ...(count && Number(count) > 0 ? { count: Number(count) } : {}),
    ...(sscc ? { sscc } : {}),
  };
}

function inBrackets(text: string): Map<string, string> | undefined {
  const found = [...text.matchAll(/\((\d{2,4})\)([^(]+)/g)];
  const covered = found.reduce((sum, part) => sum + part[0].length, 0);
  const fits = found.every(([, ai, value]) => {
    const known = identifiers.find((one) => one.ai === ai);
    return !known || (known.variable ? value!.length <= known.length : value!.length === known.length && /^\d+$/.test(value!));
  });
  return covered === text.length && found.length > 0 && fits ? new Map(found.map((part) => [part[1]!, part[2]!])) : undefined;
}

function inARow(text: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (let rest = text; rest.length > 0;) {
    const known = identifiers.find((one) => rest.startsWith(one.ai));
    if (!known) return undefined;
    const body = rest.slice(2);
    const end = known.variable ? body.indexOf(separator) : known.length;
    const value = body.slice(0, end === -1 ? body.length : end);
    if (value.length === 0 || value.length > known.length || (!known.variable && value.length !== known.length)) return undefined;
    if (!known.variable && !/^\d+$/.test(value)) return undefined;
    values.set(known.ai, value);
    rest = withoutSeparator(body.slice(value.length));
  }
  return values;
}

/** A day as GS1 writes it: six figures, and 00 for the last of the month; years within the next and last fifty. */
function dayOf(text: string): string | undefined {
  const [year, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6))];
  if (!/^\d{6}$/.test(text) || month < 1 || month > 12 || day > 31) return undefined;
  const full = year < 70 ? 2000 + year : 1900 + year;
  const last = new Date(Date.UTC(full, month, 0)).getUTCDate();
  if (day > last) return undefined;
  return `${full}-${String(month).padStart(2, '0')}-${String(day === 0 ? last : day).padStart(2, '0')}`;
}

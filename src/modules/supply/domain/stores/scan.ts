import { readCode } from '#foundation/scan.ts';

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
  const code = readCode(text);
  if (code.kind !== 'gs1') return { kind: 'text', text };
  const { gtin, lot, expiresOn, count, sscc } = code.parts;
  return {
    kind: 'gs1',
    ...(gtin ? { gtin } : {}),
    ...(lot ? { lot } : {}),
    ...(expiresOn ? { expiresOn } : {}),
    ...(count ? { count } : {}),
    ...(sscc ? { sscc } : {}),
  };
}

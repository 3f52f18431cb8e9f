/** A line on a screen that a scanned label may mean. */
export interface Findable {
  readonly key: string;
  readonly itemId: string;
  readonly lotCode?: string | null | undefined;
  readonly placeId?: string | undefined;
  /** Pallets and cartons that bear goods of the line. */
  readonly units?: readonly { readonly unitId: string; readonly code: string; readonly sscc?: string | null | undefined }[] | undefined;
}
/** What a label says, once it is known what it names. */
export type Named =
  | { readonly unitId?: string | undefined; readonly sscc?: string | undefined; readonly unitCode?: string | undefined }
  | { readonly itemId: string; readonly lotCode?: string | undefined }
  | { readonly placeId: string };

export type LineFound =
  | { readonly kind: 'line'; readonly key: string; readonly unitId?: string }
  /** The item is there, of another lot than the label says. */
  | { readonly kind: 'other-lot'; readonly key: string }
  | { readonly kind: 'none' };

const same = (a: string, b: string) => a.trim().toUpperCase() === b.trim().toUpperCase();

/** The line that a label means: the first one that fits; a lot that is not among them is said to be another. Pure. */
export function findLine(lines: readonly Findable[], named: Named): LineFound {
  if ('placeId' in named) return lineOr(lines.find((line) => line.placeId === named.placeId));
  if ('itemId' in named) {
    const ofItem = lines.filter((line) => line.itemId === named.itemId);
    const { lotCode } = named;
    const exact = lotCode === undefined ? ofItem[0] : ofItem.find((line) => line.lotCode && same(line.lotCode, lotCode));
    // A line that knows of no lot takes whatever the label says.
    const fits = exact ?? ofItem.find((line) => !line.lotCode);
    if (fits) return { kind: 'line', key: fits.key };
    return ofItem[0] ? { kind: 'other-lot', key: ofItem[0].key } : { kind: 'none' };
  }
  for (const line of lines)
    for (const unit of line.units ?? [])
      if (
        unit.unitId === named.unitId ||
        (named.sscc !== undefined && unit.sscc === named.sscc) ||
        (named.unitCode !== undefined && same(unit.code, named.unitCode))
      )
        return { kind: 'line', key: line.key, unitId: unit.unitId };
  return { kind: 'none' };
}
const lineOr = (line: Findable | undefined): LineFound => (line ? { kind: 'line', key: line.key } : { kind: 'none' });

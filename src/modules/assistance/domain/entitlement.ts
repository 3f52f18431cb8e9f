import type { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';

/** A line of a package as decisions need it; `toSize` null: and larger. */
export interface Band {
  readonly itemId: string;
  readonly fromSize: number;
  readonly toSize: number | null;
  readonly qty: number;
}

const largest = 40;
const endOf = (band: Band) => band.toSize ?? largest;

/** Bands of one item never meet: a household of any size has one answer. */
export function checkBands(bands: readonly Band[]): Problem | undefined {
  for (const band of bands) {
    if (endOf(band) < band.fromSize) return problems.problem('package-band-wrong', { from: band.fromSize, to: endOf(band) });
    const met = bands.find(
      (other) => other !== band && other.itemId === band.itemId && other.fromSize <= endOf(band) && band.fromSize <= endOf(other),
    );
    if (met) return problems.problem('package-bands-overlap', { size: Math.max(met.fromSize, band.fromSize) });
  }
  return undefined;
}

/** What so many households of a size get of each item; null where the size is not known and the answer hangs on it. */
export function dueOf(bands: readonly Band[], size: number | null, households = 1): Map<string, number | null> {
  const due = new Map<string, number | null>();
  for (const itemId of new Set(bands.map((band) => band.itemId))) {
    const of = bands.filter((band) => band.itemId === itemId);
    due.set(itemId, size === null ? ofAnySize(of, households) : households * qtyAt(of, size));
  }
  return due;
}

const qtyAt = (bands: readonly Band[], size: number) => bands.find((band) => band.fromSize <= size && size <= endOf(band))?.qty ?? 0;

function ofAnySize(bands: readonly Band[], households: number): number | null {
  const first = qtyAt(bands, 1);
  for (let size = 2; size <= largest; size += 1) if (qtyAt(bands, size) !== first) return null;
  return households * first;
}

/** What households of known sizes get together. */
export function neededOf(bands: readonly Band[], sizes: readonly { readonly size: number | null; readonly households: number }[]) {
  const needed = new Map<string, number | null>();
  for (const { size, households } of sizes)
    for (const [itemId, qty] of dueOf(bands, size, households)) {
      const former = needed.get(itemId);
      needed.set(itemId, qty === null || former === null ? null : (former ?? 0) + qty);
    }
  return needed;
}

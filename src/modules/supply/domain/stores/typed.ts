import { readQuantity } from '#foundation/typed-quantity.ts';
import type { NumberMarks, TypedUnit } from '#foundation/typed-quantity.ts';

/**
 * In which pack a quantity was typed: of `12 cartons + 3` it is twelve cartons. Undefined when it was typed in smallest
 * units alone; of several packs the first counts, and the rest is loose.
 */
export function packTyped(typed: string, units: readonly TypedUnit[], marks: NumberMarks): { code: string; count: number } | undefined {
  const terms = typed.matchAll(
    /([\d\u0660-\u0669\u06f0-\u06f9][\d\u0660-\u0669\u06f0-\u06f9.,/'٫٬ ]*)\s*([^\d+\u0660-\u0669\u06f0-\u06f9]*)/gu,
  );
  for (const [term, , name] of terms) {
    if (!name || name.trim() === '') continue;
    const one = readQuantity(`1 ${name}`, units, marks);
    const all = readQuantity(term.trim(), units, marks);
    if (one.kind !== 'read' || all.kind !== 'read' || one.quantity === 1) continue;
    const pack = units.find((unit) => unit.code !== '' && unit.holds === one.quantity);
    if (pack) return { code: pack.code, count: all.quantity / one.quantity };
  }
  return undefined;
}

/** Households of one size in a distribution plan. */
export interface HouseholdsOf {
  readonly size: number;
  readonly households: number;
}

/** What a household of certain sizes gets of an item: a quantity for the household, or for every so many persons in it. */
export interface Standard {
  readonly itemId: string;
  readonly fromSize: number;
  /** Absent: and larger. */
  readonly toSize: number | null;
  readonly per: 'household' | 'persons';
  /** With `per: 'persons'`: for every so many persons, the rest counted as full. */
  readonly every: number;
  readonly qty: number;
}

/** What one household gets of an item by the standards of the plan. */
export function householdShare(standards: readonly Standard[], itemId: string, size: number): number {
  let share = 0;
  for (const one of standards) {
    if (one.itemId !== itemId || size < one.fromSize || (one.toSize !== null && size > one.toSize)) continue;
    share += one.per === 'household' ? one.qty : one.qty * Math.ceil(size / one.every);
  }
  return share;
}

/** What the plan's households get of an item together; null when the plan says nothing of the item. */
export function standardOf(households: readonly HouseholdsOf[], standards: readonly Standard[], itemId: string): number | null {
  if (!standards.some((one) => one.itemId === itemId)) return null;
  return households.reduce((sum, { size, households: count }) => sum + count * householdShare(standards, itemId, size), 0);
}

/** Households and persons of a plan. */
export function peopleOf(households: readonly HouseholdsOf[]): { households: number; persons: number } {
  return {
    households: households.reduce((sum, row) => sum + row.households, 0),
    persons: households.reduce((sum, row) => sum + row.households * row.size, 0),
  };
}

/**
 * By how much a line goes beyond what the plan allows, after what other requests of the same plan ask; null where the plan
 * has no standard of the item, so that nobody takes "not over" for "within".
 */
export function overStandard(standard: number | null, askedElsewhere: number, asked: number): number | null {
  return standard === null ? null : Math.max(0, Math.min(asked, askedElsewhere + asked - standard));
}

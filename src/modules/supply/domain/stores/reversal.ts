/** A posted document of a store, as far as taking it back is concerned. */
interface Posted {
  readonly kind: string;
  readonly madeBy: string;
  /** Two people stood behind it. */
  readonly secondPerson: boolean;
}

/** What has books of its own is taken back there: a loan is paid back, a count is counted again, a difference goes with its receipt. */
const reversible = ['move', 'quarantine', 'release', 'adjustment', 'sorting', 'title', 'custody', 'expiry', 'recall', 'grant-transfer'];

/**
 * Why this person may not take the document back, as a problem's key; null: they may. What holds goods back from use is not
 * lifted by whoever put it there, or release would need one person fewer this way; a recall is lifted by whoever may recall.
 */
export function whyNotReverse(
  document: Posted,
  actor: { readonly userId: string; readonly mayRecall: boolean },
): 'document-not-reversible' | 'second-person-needed' | 'recall-stands' | null {
  if (!reversible.includes(document.kind)) return 'document-not-reversible';
  if (document.kind === 'recall' && !actor.mayRecall) return 'recall-stands';
  const ofTwo = document.secondPerson || document.kind === 'quarantine';
  return ofTwo && document.madeBy === actor.userId ? 'second-person-needed' : null;
}

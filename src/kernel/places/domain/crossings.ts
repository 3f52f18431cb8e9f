export interface CrossingWord {
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly status: 'open' | 'closed' | 'restricted';
  readonly authorisedTo: string | null;
  readonly source: string;
}

/**
 * What a crossing is on a day: the latest word that covers it. An authorisation that has run out closes an open gate.
 * @param words newest first.
 */
export function statusOn(words: readonly CrossingWord[], day: string) {
  const word = words.find((item) => item.fromDay <= day && (item.toDay === null || item.toDay >= day));
  if (!word) return { status: 'unknown' as const, authorisedTo: null, source: null, since: null };
  const lapsed = word.status !== 'closed' && word.authorisedTo !== null && word.authorisedTo < day;
  return { status: lapsed ? ('closed' as const) : word.status, authorisedTo: word.authorisedTo, source: word.source, since: word.fromDay };
}

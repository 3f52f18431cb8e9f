/** The text of a token as it is printed: any case, blanks and dashes do not matter. */
export const tokenText = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

/** What of a token is kept and carried: one event's hash says nothing at another event. */
export async function hashToken(eventId: string, typed: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${eventId}:${tokenText(typed)}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

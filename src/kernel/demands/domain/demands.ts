/** How long a demand may wait that names no day of its own. */
export const usualDays = 7;

/** The day until which a demand is decided. Days are counted in the mission's own. */
export function dueOf(receivedOn: string, asked: string | undefined): string {
  // A day before it came would be overdue at birth: it stands as it was said, for that is what they demand.
  if (asked !== undefined) return asked;
  const day = new Date(`${receivedOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + usualDays);
  return day.toISOString().slice(0, 10);
}

/** Hours from now to the end of a day, at least one: for the desk's clock. */
export function hoursUntil(dueOn: string, now: Date): number {
  const end = new Date(`${dueOn}T00:00:00Z`).getTime() + 86_400_000;
  return Math.max(1, Math.ceil((end - now.getTime()) / 3_600_000));
}

/** Whether a decision lets something be given. */
export const grants = (outcome: string | undefined): boolean => outcome === 'granted' || outcome === 'in-part';

import { use, useState } from 'react';
import { useIntl } from 'react-intl';
import { ClockContext } from '#foundation/web/clock.ts';
import { SessionContext } from '#foundation/web/session.ts';

/** A moment: how long ago within a day, else its date; exactly when one points at it. The year is said when it is not this one. */
export function When({ at }: { at: string }) {
  const intl = useIntl();
  const clock = use(ClockContext);
  const session = use(SessionContext);
  const look = () => ({ at, now: clock?.() ?? session?.now() ?? new Date() });
  const [seen, setSeen] = useState(look);
  // A later moment in the same place is seen from when it came: else it would lie in the future.
  if (seen.at !== at) setSeen(look());
  const exact = intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <time dateTime={at} title={exact}>
      {whenWords(intl, new Date(at), seen.now)}
    </time>
  );
}

/** The words of a moment as seen from another. */
export function whenWords(intl: Pick<ReturnType<typeof useIntl>, 'formatRelativeTime' | 'formatDate'>, at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return intl.formatRelativeTime(minutes, 'minute', { numeric: 'auto' });
  if (Math.abs(minutes) < 24 * 60) return intl.formatRelativeTime(Math.trunc(minutes / 60), 'hour', { numeric: 'auto' });
  const sameYear = at.getUTCFullYear() === now.getUTCFullYear();
  return intl.formatDate(at, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

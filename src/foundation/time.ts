import * as z from 'zod';

/** A moment, ISO 8601 with offset or Z; the server stores timestamptz. */
export const Instant = z.iso.datetime({ offset: true }).meta({ title: 'Instant' });
export type Instant = z.infer<typeof Instant>;

/** A calendar day, YYYY-MM-DD, without a zone: the day as the mission's people count it. */
export const Day = z.iso.date().meta({ title: 'Day' });
export type Day = z.infer<typeof Day>;

/** What gives the time. Only demonstration missions and tests may set it. */
export type Clock = () => Date;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Every zone has begun its days at a quarter of an hour since 1973: moments of one quarter lie on one day. */
const quarter = 900_000;
const quartersSince = Date.UTC(1973, 0, 1) / quarter;
const lately = new Map<string, { readonly at: number; readonly day: Day }>();

/** The calendar day of a moment as the people of a time zone count it. */
export function dayIn(timeZone: string, at: Date): Day {
  const now = Math.floor(at.getTime() / quarter);
  const known = lately.get(timeZone);
  if (known?.at === now) return known.day;
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  const day = format.format(at);
  if (now >= quartersSince) lately.set(timeZone, { at: now, day });
  return day;
}

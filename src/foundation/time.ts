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

/** The calendar day of a moment as the people of a time zone count it. */
export function dayIn(timeZone: string, at: Date): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { ImportDef } from '#foundation/import.ts';
import { isCurrency } from '#foundation/money.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';

const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { abort: true })
  .refine(isCurrency);
/** A positive decimal with a point, kept exactly as it was published. */
export const RateText = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/)
  .refine((text) => /[1-9]/.test(text));

export const RateIn = z.strictObject({ from: Currency, to: Currency, day: Day, rate: RateText });

/** Enters dated rates; one that is there already is replaced and stays on record, the same one again changes nothing. */
export const enterRates = defineCommand({
  name: 'rates.enter-rates',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ source: z.string().trim().min(1).max(200), rates: z.array(RateIn).min(1).max(1000) }),
  result: z.strictObject({ rows: z.array(z.enum(['new', 'changed', 'same'])) }),
});

export const RateRow = z.strictObject({
  from: z.string(),
  to: z.string(),
  day: Day,
  rate: z.string(),
  source: z.string(),
  recordedAt: Instant,
  replacedAt: Instant.nullable(),
});

/** Rates by day, newest first; with `history` also those that were replaced. */
export const listRates = defineQuery({
  name: 'rates.list-rates',
  scope: () => 'any',
  input: z.strictObject({
    ...pageInput,
    from: Currency.optional(),
    to: Currency.optional(),
    since: Day.optional(),
    until: Day.optional(),
    history: z.boolean().default(false),
  }),
  output: pageOf(RateRow),
  columns: [
    { key: 'day', type: 'date' },
    { key: 'from', type: 'code' },
    { key: 'to', type: 'code' },
    { key: 'rate', type: 'text' },
    { key: 'source', type: 'text' },
    { key: 'recordedAt', type: 'instant' },
    { key: 'replacedAt', type: 'instant' },
  ],
});

/** A file of rates: currency, currency, day, rate. */
export const ratesImport: ImportDef = {
  name: 'rates.rates',
  permission: enterRates.name,
  page: '/programme/rates',
  columns: [
    { key: 'day', type: 'day', required: true, aliases: ['date', 'tarih', 'gün'], example: '2023-02-10' },
    { key: 'from', type: 'code', required: true, aliases: ['from currency', 'base'], example: 'USD' },
    { key: 'to', type: 'code', required: true, aliases: ['to currency', 'quote'], example: 'TRY' },
    { key: 'rate', type: 'text', required: true, aliases: ['kur', 'exchange rate'], example: '18.8363', maxLength: 30 },
    { key: 'source', type: 'text', aliases: ['kaynak'], example: 'Central bank', maxLength: 200 },
  ],
};

import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { Day } from '#foundation/time.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { fold } from '#foundation/fold.ts';

// Made-up goods for the page of building blocks: nothing here comes from or goes to a server.
export const SampleRow = z.strictObject({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  state: z.enum(['settled', 'waiting', 'person', 'stopped']),
  quantity: z.int(),
  countedOn: Day.nullable(),
});
export type SampleRow = z.infer<typeof SampleRow>;

export const listSample = defineQuery({
  name: 'components.list-sample',
  scope: () => 'self',
  input: z.strictObject({
    ...pageInput,
    search: z.string().optional(),
    state: z.array(z.string()).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(SampleRow),
  columns: [
    { key: 'code', type: 'code' },
    { key: 'name', type: 'text' },
    { key: 'state', type: 'code' },
    { key: 'quantity', type: 'number' },
    { key: 'countedOn', type: 'date' },
  ],
});

export const moveSample = defineCommand({
  name: 'components.move-sample',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({
    id: z.string(),
    reason: z.string().trim().min(3).max(200),
    movedOn: Day,
    quantity: z.int().min(1).optional(),
    weight: z.number().positive().optional(),
    kind: z.enum(['settled', 'waiting']).optional(),
    agreed: z.boolean().optional(),
  }),
});

const goods = [
  'Blanket, thermal',
  'Battaniye, termal',
  'بطانية حرارية',
  'Hygiene kit',
  'Hijyen kiti',
  'حقيبة نظافة',
  'Tent, family',
  'Çadır, aile tipi',
  'خيمة عائلية',
];
const states = ['settled', 'settled', 'waiting', 'person', 'stopped'] as const;

/** Ten thousand rows, the same each time. */
export const sampleRows: readonly SampleRow[] = Array.from({ length: 10_000 }, (_, at) => ({
  id: `row-${at}`,
  code: `KRV-G-${String(at + 1).padStart(5, '0')}`,
  name: goods[at % goods.length]!,
  state: states[(at * 7) % states.length]!,
  quantity: (at * 7919) % 5000,
  countedOn: at % 11 === 0 ? null : new Date(Date.UTC(2023, 1, 6 + (at % 120))).toISOString().slice(0, 10),
}));

interface Asked {
  readonly offset?: number;
  readonly limit?: number;
  readonly sort?: string;
  readonly search?: string;
  readonly state?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** What a server would answer to the list. */
export function answerSample(asked: Asked): { rows: SampleRow[]; total: number } {
  const key = asked.sort?.replace(/^-/, '') as keyof SampleRow | undefined;
  const sign = asked.sort?.startsWith('-') ? -1 : 1;
  const found = sampleRows
    .filter((row) => !asked.search || fold(`${row.code} ${row.name}`).includes(fold(asked.search)))
    .filter((row) => !asked.state || asked.state.includes(row.state))
    .filter((row) => (!asked.from || (row.countedOn ?? '') >= asked.from) && (!asked.to || (row.countedOn ?? '9') <= asked.to));
  const sorted = key
    ? [...found].sort((a, b) => sign * ((a[key] ?? '') < (b[key] ?? '') ? -1 : (a[key] ?? '') > (b[key] ?? '') ? 1 : 0))
    : found;
  const offset = asked.offset ?? 0;
  return { total: sorted.length, rows: sorted.slice(offset, offset + (asked.limit ?? 50)) };
}

/** A client that answers from here; every seventh row refuses to move, so that a refusal can be seen. */
export function sampleClient(real: ClientPort): ClientPort {
  return {
    ...real,
    ask: (async (def, input, signal) =>
      (def.name as string) === listSample.name ? answerSample(input as Asked) : real.ask(def, input, signal)) as ClientPort['ask'],
    send: (async (_def, input) => {
      const refused = Number((input as { id: string }).id.slice(4)) % 7 === 0;
      await new Promise((done) => setTimeout(done, 60));
      const outcome: Outcome = refused
        ? { id: newId(), state: 'refused', problem: { type: 'common.not-permitted', title: '', status: 403 } }
        : { id: newId(), state: 'applied', result: {}, exceptions: [] };
      return outcome;
    }) as ClientPort['send'],
    exportList: async () => undefined,
  };
}

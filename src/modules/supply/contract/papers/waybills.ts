import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineProblems } from '#foundation/problem.ts';
import { defineQuery } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Reason } from '../transport/shared.ts';
import { seeMovements } from '../transport/shipments.ts';

export const paperProblems = defineProblems('supply', {
  'waybill-print-not-found': { status: 404 },
  'waybill-cancelled': { status: 409 },
  /** Figures: copies. */
  'reprint-reason-missing': { status: 422, constraints: ['waybill_prints_reason_check'] },
  'not-from-paper': { status: 404 },
  'paper-checked': { status: 409, constraints: ['keyed_checks_pkey'] },
  'checker-same': { status: 409, constraints: ['keyed_checks_second_person_check'] },
  /** Figures: number, lines. */
  'check-after-count': { status: 409 },
  'check-note-missing': { status: 422, constraints: ['keyed_checks_note_check'] },
  'waybill-print-exists': { status: 409, constraints: ['waybill_prints_pkey', 'waybill_prints_leg_id_copy_key'] },
});

const atLeg = (input: { legId: string }) => ({ kind: 'shipment-leg', id: input.legId });

/** Takes a waybill to print: the first time the original, each later time a copy with its number and the reason. */
export const printWaybill = defineCommand({
  name: 'supply.print-waybill',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ printId: Id, legId: Id, reason: Reason.optional() }),
  result: z.strictObject({ copy: z.int() }),
  scope: atLeg,
});

const Print = z.strictObject({ id: Id, copy: z.int(), reason: z.string().nullable(), by: z.string(), at: Instant });

/** Every time this truck's waybill was printed. */
export const listWaybillPrints = defineQuery({
  name: 'supply.list-waybill-prints',
  permission: printWaybill.name,
  input: z.strictObject({ legId: Id }),
  output: z.strictObject({ rows: z.array(Print) }),
  scope: atLeg,
});

/** One print with the code that stands on it. */
export const getWaybillPrint = defineQuery({
  name: 'supply.get-waybill-print',
  permission: printWaybill.name,
  input: z.strictObject({ legId: Id, printId: Id }),
  output: Print.extend({ code: z.string() }),
  scope: atLeg,
});

/** What customs asks of a truck's load: codes, origin, weights and what the goods cost. */
export const getCustomsLines = defineQuery({
  name: 'supply.get-customs-lines',
  permission: seeMovements.name,
  opens: 'live-positions',
  input: z.strictObject({ legId: Id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        lineId: Id,
        lineNo: z.int(),
        hsCode: z.string().nullable(),
        origin: z.string().nullable(),
        /** UN number of dangerous goods. */
        unNumber: z.string().nullable(),
        lotCode: z.string().nullable(),
        expiresOn: z.string().nullable(),
        /** Of one smallest unit, in minor units of the currency; null where the lot's cost is not known. */
        unitCost: z.strictObject({ minor: z.int(), currency: z.string() }).nullable(),
        /** The item's largest whole pack: `24` to a carton. */
        pack: z.strictObject({ code: z.string(), units: z.int() }).nullable(),
      }),
    ),
  }),
  scope: atLeg,
});
export type CustomsLine = z.output<typeof getCustomsLines.output>['rows'][number];

import { defineProblems } from '#foundation/problem.ts';

/** What stands in the way of announced arrivals and of figures as of a day. */
export const overviewProblems = defineProblems('supply', {
  'arrival-not-found': { status: 404 },
  'arrival-exists': { status: 409, constraints: ['supply_arrivals_pkey', 'supply_arrival_lines_pkey'] },
  'arrival-item-twice': { status: 422, constraints: ['supply_arrival_lines_item_key'] },
  'arrival-item-unknown': { status: 422, constraints: ['supply_arrival_lines_item_id_fkey'] },
  'arrival-grant-unknown': { status: 422, constraints: ['supply_arrival_lines_grant_id_fkey'] },
  'arrival-sender-unknown': { status: 422, constraints: ['supply_arrivals_sender_id_fkey'] },
  /** Goods are announced to a store, not to a truck. */
  'arrival-place-unfit': { status: 422, constraints: ['supply_arrivals_place_id_fkey'] },
  'arrival-cancelled': { status: 409 },
  'arrival-changed-meanwhile': { status: 409 },
  'overview-day-too-late': { status: 422 },
});

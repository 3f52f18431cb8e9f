import { defineProblems } from '#foundation/problem.ts';

export const problems = defineProblems('ledger', {
  /** Less is free than was asked; figures: bucket, item, lot, place, asked, available. */
  short: { status: 409, constraints: ['ledger_balances_reserved_check'] },
  'items-differ': { status: 422 },
  'books-differ': { status: 422 },
  'same-bucket': { status: 422, constraints: ['ledger_entries_sides_check'] },
  'no-lines': { status: 422 },
  'hold-ended': { status: 409 },
  'hold-exists': { status: 409, constraints: ['ledger_reservations_pkey'] },
  'too-much': { status: 422, constraints: ['ledger_balances_qty_check', 'ledger_entries_qty_check'] },
  'document-id-reused': { status: 409 },
  'document-not-found': { status: 404 },
  'already-reversed': { status: 409, constraints: ['ledger_documents_reverses_key'] },
  /** What the document brought has gone on; figures name what is short and the documents that took it. */
  'reversal-blocked': { status: 409 },
  'month-closed': { status: 409, constraints: ['ledger_months_pkey'] },
  'month-not-over': { status: 409 },
  'bucket-not-found': { status: 404 },
  'day-too-late': { status: 422 },
});

import { defineProblems } from '#foundation/problem.ts';

export const problems = defineProblems('numbers', {
  'used-already': { status: 409, constraints: ['numbers_pkey'] },
  'has-number': { status: 409, constraints: ['numbers_subject_key'] },
  'series-full': { status: 409, constraints: ['number_series_next_check'] },
  'number-wrong': { status: 422 },
  'not-of-a-block': { status: 409 },
  'block-not-found': { status: 404 },
  'block-returned': { status: 409 },
  'block-exists': { status: 409, constraints: ['number_blocks_pkey', 'number_blocks_range_key'] },
  'device-unknown': { status: 422, constraints: ['number_blocks_device_id_fkey'] },
  'device-revoked': { status: 409 },
  'used-beyond': { status: 409, constraints: ['number_blocks_returned_check'] },
});

import { defineProblems } from '#foundation/problem.ts';

export const problems = defineProblems('places', {
  'area-not-found': { status: 404 },
  'area-ended': { status: 409 },
  'parent-unknown': { status: 422, constraints: ['areas_parent_fkey', 'areas_lineage_check', 'areas_root_check'] },
  'pcode-taken': { status: 409, constraints: ['areas_pkey'] },
  'not-provisional': { status: 409 },
  'site-not-found': { status: 404 },
  'code-taken': { status: 409, constraints: ['sites_code_key'] },
  'site-exists': { status: 409, constraints: ['sites_pkey'] },
  'type-unknown': { status: 422, constraints: ['sites_type_fkey'] },
  'custodian-unknown': { status: 422, constraints: ['sites_custodian_id_fkey'] },
  'response-unknown': { status: 422, constraints: ['sites_response_id_fkey'] },
  'dates-reversed': { status: 422, constraints: ['sites_dates_check', 'areas_dates_check', 'crossing_days_dates_check'] },
  'already-closed': { status: 409 },
  'not-closed': { status: 409 },
  'changed-meanwhile': { status: 409 },
  'point-outside': { status: 422 },
  'crossing-not-found': { status: 404, constraints: ['crossing_days_crossing_id_fkey'] },
});

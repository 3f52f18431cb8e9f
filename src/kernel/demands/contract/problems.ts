import { defineProblems } from '#foundation/problem.ts';

/** What can stand in the way of deciding on a demand. */
export const problems = defineProblems('demands', {
  'demand-not-found': { status: 404 },
  'demand-known': { status: 409, constraints: ['data_demands_pkey', 'data_demand_decisions_pkey', 'data_hand_overs_pkey'] },
  'org-unknown': { status: 422, constraints: ['data_demands_org_id_fkey'] },
  'second-person-needed': { status: 409, constraints: ['data_demand_decisions_second_person_check'] },
  'gives-missing': { status: 422, constraints: ['data_demand_decisions_gives_check'] },
  'export-unknown': { status: 422, constraints: ['data_hand_overs_read_id_fkey'] },
  'decided-meanwhile': { status: 409 },
});

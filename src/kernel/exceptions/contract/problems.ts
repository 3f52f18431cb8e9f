import { defineProblems } from '#foundation/problem.ts';

export const problems = defineProblems('exceptions', {
  'not-found': { status: 404 },
  'closed-already': { status: 409 },
  'not-closed': { status: 409 },
  'second-person-needed': { status: 409, constraints: ['exceptions_second_person_check'] },
  'raised-again': { status: 409, constraints: ['exceptions_open_key'] },
  'owner-unknown': { status: 422, constraints: ['exceptions_owner_id_fkey'] },
  'owner-cannot-close': { status: 422 },
  'outcome-unknown': { status: 422 },
  'kind-unknown': { status: 404 },
});

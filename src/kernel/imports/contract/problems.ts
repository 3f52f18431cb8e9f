import { defineProblems } from '#foundation/problem.ts';

export const importProblems = defineProblems('imports', {
  'kind-unknown': { status: 404 },
  'import-absent': { status: 404 },
  'file-absent': { status: 404 },
  'import-exists': { status: 409, constraints: ['imports_pkey'] },
  'import-busy': { status: 409 },
  'import-ended': { status: 409 },
  'rows-faulty': { status: 409 },
  'row-absent': { status: 404 },
  'column-unknown': { status: 422 },
});

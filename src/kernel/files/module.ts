import { fileProblems } from '#foundation/file-problems.ts';
import { pdfProblems } from '#foundation/pdf-problems.ts';
import { defineModule } from '#foundation/module.ts';
import { forgetLoose, getStorage, keepFile } from './contract/files.ts';

/** Files that belong to records. */
export const files = defineModule({
  name: 'files',
  commands: [keepFile, forgetLoose],
  queries: [getStorage],
  problems: [fileProblems, pdfProblems],
  jobs: [{ name: 'files.forget-loose', schedule: '20 2 * * *' }],
});

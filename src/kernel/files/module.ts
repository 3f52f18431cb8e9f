import { fileProblems } from '#foundation/file-problems.ts';
import { pdfProblems } from '#foundation/pdf-problems.ts';
import { defineModule } from '#foundation/module.ts';
import { forgetLoose, getStorage, keepFile } from './contract/files.ts';
import { deleteThumbPage, forgetThumbPages, keepThumbPage, listThumbPages, openThumbPage, setThumbTerm } from './contract/thumb-pages.ts';

/** Files that belong to records. */
export const files = defineModule({
  name: 'files',
  commands: [keepFile, forgetLoose, keepThumbPage, deleteThumbPage, forgetThumbPages, setThumbTerm],
  queries: [getStorage, listThumbPages, openThumbPage],
  problems: [fileProblems, pdfProblems],
  jobs: [
    { name: 'files.forget-loose', schedule: '20 2 * * *' },
    { name: 'files.forget-thumb-pages', schedule: '10 2 * * *' },
  ],
});

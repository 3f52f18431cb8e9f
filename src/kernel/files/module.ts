import { fileProblems } from '#foundation/file-problems.ts';
import { pdfProblems } from '#foundation/pdf-problems.ts';
import { defineModule } from '#foundation/module.ts';
import { bytesLetGo, forgetLoose, getStorage, keepFile } from './contract/files.ts';
import { deleteThumbPage, forgetThumbPage, keepThumbPage, listThumbPages, openThumbPage, setThumbTerm } from './contract/thumb-pages.ts';

/** Files that belong to records. */
export const files = defineModule({
  name: 'files',
  commands: [keepFile, forgetLoose, keepThumbPage, deleteThumbPage, forgetThumbPage, setThumbTerm],
  queries: [getStorage, listThumbPages, openThumbPage],
  events: [bytesLetGo],
  problems: [fileProblems, pdfProblems],
  jobs: [
    { name: 'files.forget-loose', schedule: '20 2 * * *' },
    { name: 'files.forget-thumb-pages', schedule: '10 2 * * *' },
    { name: 'files.let-go-bytes' },
  ],
});

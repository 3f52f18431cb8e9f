import { defineModule } from '#foundation/module.ts';
import { sheetProblems } from '#foundation/sheet-problems.ts';
import {
  applyImport,
  checkAgain,
  correctCells,
  discardImport,
  getImport,
  listImports,
  listKinds,
  listPersonalRows,
  listRows,
  replaceValue,
  stageFile,
} from './contract/imports.ts';
import { importProblems } from './contract/problems.ts';

/** Spreadsheets that come in: staged, checked whole, mended, applied as commands. */
export const imports = defineModule({
  name: 'imports',
  commands: [stageFile, correctCells, replaceValue, checkAgain, applyImport, discardImport],
  queries: [listKinds, listImports, getImport, listRows, listPersonalRows],
  problems: [importProblems, sheetProblems],
  permissions: [{ name: 'imports.see-all' }],
  pages: [
    { path: '/imports', name: 'imports.imports', nav: { area: 'home', icon: 'import', order: 40 } },
    { path: '/imports/$importId', name: 'imports.import', shot: false },
  ],
  jobs: [{ name: 'imports.check' }, { name: 'imports.apply' }, { name: 'imports.clear-files', schedule: '20 3 * * *' }],
});

import { defineModule } from '#foundation/module.ts';
import { findByNumber, listBlocks, listSeries, returnBlock, takeBlock } from './contract/numbers.ts';
import { problems } from './contract/problems.ts';

/** Document numbers: series, blocks, and which document bears which. */
export const numbers = defineModule({
  name: 'numbers',
  commands: [takeBlock, returnBlock],
  queries: [listSeries, listBlocks, findByNumber],
  problems: [problems],
  pages: [
    {
      path: '/admin/numbers',
      name: 'numbers.series',
      nav: { area: 'administration', icon: 'hash', order: 45 },
      permission: 'numbers.list-series',
    },
  ],
});

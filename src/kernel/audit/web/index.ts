import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'audit',
  attention: () => import('./attention.ts'),
  panels: { history: () => import('./HistoryPanel.tsx') },
  pages: {
    'audit.log': () => import('./LogPage.tsx'),
    'audit.command': () => import('./CommandPage.tsx'),
    'audit.reads': () => import('./ReadsPage.tsx'),
    'audit.proof': () => import('./ProofPage.tsx'),
  },
};

import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'notes',
  attention: () => import('./attention.ts'),
  panels: { notes: () => import('./NotesPanel.tsx') },
  pages: { 'notes.my-tasks': () => import('./MyTasksPage.tsx'), 'notes.signed-pages': () => import('./SignedPagesPage.tsx') },
};

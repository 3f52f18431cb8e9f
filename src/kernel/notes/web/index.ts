import type { WebRoom } from '#foundation/web/room.ts';
import { notes } from '../module.ts';

export const room: WebRoom = {
  module: notes,
  panels: { notes: () => import('./NotesPanel.tsx') },
  pages: { 'notes.my-tasks': () => import('./MyTasksPage.tsx') },
};

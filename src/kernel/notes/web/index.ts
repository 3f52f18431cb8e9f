import type { WebRoom } from '#foundation/web/room.ts';
import { notes } from '../module.ts';

export const room: WebRoom = { module: notes, pages: { 'notes.my-tasks': () => import('./MyTasksPage.tsx') } };
export { NotesPanel } from './NotesPanel.tsx';

import type { WebRoom } from '#foundation/web/room.ts';
import { fieldTasks } from './field/index.ts';

export const room: WebRoom = { name: 'people', pages: { 'people.erasures': () => import('./ErasuresPage.tsx') }, fieldTasks };

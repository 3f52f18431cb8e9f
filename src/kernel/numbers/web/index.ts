import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { pages: { 'numbers.series': () => import('./NumbersPage.tsx') } };

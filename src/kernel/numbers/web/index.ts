import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { name: 'numbers', pages: { 'numbers.series': () => import('./NumbersPage.tsx') } };

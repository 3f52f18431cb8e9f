import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { pages: { 'jobs.runs': () => import('./JobsPage.tsx') } };

import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { name: 'jobs', pages: { 'jobs.runs': () => import('./JobsPage.tsx') } };

import type { WebRoom } from '#foundation/web/room.ts';
import { jobs } from '../module.ts';

export const room: WebRoom = { module: jobs, pages: { 'jobs.runs': () => import('./JobsPage.tsx') } };

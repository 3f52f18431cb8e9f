import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { pages: { 'rates.rates': () => import('./RatesPage.tsx') } };

import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { name: 'rates', pages: { 'rates.rates': () => import('./RatesPage.tsx') } };

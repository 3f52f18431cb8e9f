import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = { name: 'people', pages: {} };

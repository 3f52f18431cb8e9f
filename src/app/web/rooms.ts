import type { WebRoom } from '#foundation/web/room.ts';

/** Every room's browser side, in the order of the ladder. */
export const rooms: readonly WebRoom[] = [];

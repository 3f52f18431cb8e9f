import type { WebRoom } from '#foundation/web/room.ts';
import { room as places } from '#kernel/places/web/index.ts';

/** Every room's browser side, in the order of the ladder. */
export const rooms: readonly WebRoom[] = [places];

import { room as access } from '#kernel/access/server/index.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';

/** Every room's server side, in the order of the ladder. */
export const rooms: readonly ServerRoom[] = [access, ];

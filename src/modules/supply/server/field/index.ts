import type { ServerPart } from '../part.ts';
import { serveCount, serveStore, serveTrip } from './packs.ts';

export const field: ServerPart = { packs: [serveTrip, serveCount, serveStore] };

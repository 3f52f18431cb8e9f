import type { ServerPart } from '../part.ts';

export const stores: ServerPart = {};

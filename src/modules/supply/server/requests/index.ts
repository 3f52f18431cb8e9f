import type { ServerPart } from '../part.ts';

export const requests: ServerPart = {};

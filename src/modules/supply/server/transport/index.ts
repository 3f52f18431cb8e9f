import type { ServerPart } from '../part.ts';

export const transport: ServerPart = {};

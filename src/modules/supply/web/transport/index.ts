import type { WebPart } from '../part.ts';

export const transport: WebPart = {};

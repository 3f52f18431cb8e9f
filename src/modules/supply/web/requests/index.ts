import type { WebPart } from '../part.ts';

export const requests: WebPart = {};

import type { WebPart } from '../part.ts';

export const stores: WebPart = {};

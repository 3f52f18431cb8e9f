import type { Part } from './part.ts';

export const stores: Part = {};

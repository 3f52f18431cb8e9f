import type { Part } from './part.ts';

export const requests: Part = {};

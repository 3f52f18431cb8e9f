import type { Part } from './part.ts';

export const transport: Part = {};

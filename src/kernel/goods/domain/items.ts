import { hasCheckDigit } from '#foundation/gs1.ts';
import type { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';

export interface ItemView {
  readonly status: 'active' | 'provisional' | 'retired';
  readonly version: number;
  readonly unit: string;
  readonly tracking: string;
  /** Something of it was booked once. */
  readonly booked: boolean;
}

/** Unit and tracking mean what the book's figures mean: they stand from the first booking on. */
export function decideItemChange(item: ItemView, input: { version: number; unit: string; tracking: string }): Problem | undefined {
  if (item.version !== input.version) return problems.problem('changed-meanwhile', { seen: input.version, now: item.version });
  if (item.booked && (item.unit !== input.unit || item.tracking !== input.tracking)) return problems.problem('item-booked');
  return undefined;
}

export function decideRetire(item: ItemView, replacement: ItemView | undefined | null): Problem | undefined {
  if (item.status === 'retired') return problems.problem('already-retired');
  if (replacement === undefined || replacement?.status === 'retired') return problems.problem('replacement-unfit');
  return undefined;
}

/** Whether a code is of a GTIN's lengths and ends with its check digit. */
export const isGtin = (code: string): boolean => /^(\d{8}|\d{12,14})$/.test(code) && hasCheckDigit(code);

/** A ratio in lowest terms. */
export function lowest(smallest: number, per: number): { smallest: number; per: number } {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const by = divisor(smallest, per);
  return { smallest: smallest / by, per: per / by };
}

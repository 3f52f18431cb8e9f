import type { Problem } from '#foundation/problem.ts';
import type { Move } from '#kernel/goods/contract/moves.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import type { Taken } from '../../contract/stores/shapes.ts';
import { whyGrantBars } from '../requests/rules.ts';
import type { GrantRule, PassCode } from '../requests/rules.ts';
import { swap } from './loan.ts';

/** Goods at one place: whose they are meant to be from now on. A store that a partner runs decides area and partner itself. */
export interface Use {
  readonly areas: readonly string[];
  readonly sector: string;
  readonly partner: string;
}
/** What lies free and what is promised of one bucket that lines take from. */
export interface Lying {
  readonly item: string;
  readonly asked: number;
  readonly qty: number;
  readonly reserved: number;
}
export interface TransferView {
  readonly from: GrantRule | undefined;
  readonly to: GrantRule | undefined;
  readonly uses: readonly Use[];
  readonly lying: readonly Lying[];
}

const barred: Partial<Record<PassCode, 'transfer-outside-area' | 'transfer-outside-sector' | 'transfer-outside-partners'>> = {
  'grant-area': 'transfer-outside-area',
  'grant-sector': 'transfer-outside-sector',
  'grant-partner': 'transfer-outside-partners',
};

/**
 * Goods of one grant under another for good. The giving grant may have ended; the other is in force today and allows what they
 * are meant for, by the rules of allocation. What is promised to somebody stays until the promise ends.
 */
export function decideTransfer(view: TransferView, lines: readonly Taken[], today: string): Problem | Move[] {
  const { from, to } = view;
  if (!from || !to) return storeProblems.problem('grant-not-found');
  if (from.id === to.id) return storeProblems.problem('grants-same');
  if (lines.some((line) => line.at.grant !== from.id)) return storeProblems.problem('loan-of-another-grant', { grant: from.code });
  for (const use of view.uses) {
    const not = whyNot(to, use, today);
    if (not) return not;
  }
  for (const { item, asked, qty, reserved } of view.lying) {
    if (asked > qty) return storeProblems.problem('transfer-short', { item, asked, qty });
    if (asked > qty - reserved) return storeProblems.problem('transfer-held', { item, asked, free: qty - reserved, held: reserved });
  }
  return swap(lines, to.id);
}

function whyNot(to: GrantRule, use: Use, today: string): Problem | undefined {
  const need = { ...use, grant: null, neededOn: today };
  const why = whyGrantBars(to.id, need, new Map([[to.id, to]]), today);
  if (!why) return undefined;
  if (why.code === 'grant-closed') return storeProblems.problem('transfer-not-in-force', { grant: to.code });
  if (why.code === 'grant-date')
    return storeProblems.problem('transfer-outside-dates', { grant: to.code, startsOn: to.startsOn, endsOn: to.endsOn });
  return storeProblems.problem(barred[why.code]!, { grant: to.code });
}

import type { StatusTone } from '#foundation/web/ui/index.ts';
import type { Values } from '#foundation/web/i18n.ts';
import type { ImportState, RowFault, RowState } from '../contract/imports.ts';

type T = (key: string, values?: Values) => string;

/** What is wrong and what to do, in the reader's language. */
export function faultWords(t: T, fault: Pick<RowFault, 'code' | 'figures'>): string {
  return t(fault.code.startsWith('field.') ? fault.code : `problem.${fault.code}`, fault.figures as Values);
}

export const tones: Readonly<Record<ImportState, StatusTone>> = {
  reading: 'waiting',
  checking: 'waiting',
  checked: 'waiting',
  applying: 'waiting',
  applied: 'settled',
  discarded: 'stopped',
  unreadable: 'person',
};
export const rowTones: Readonly<Record<RowState, StatusTone>> = {
  staged: 'waiting',
  new: 'settled',
  changed: 'settled',
  unchanged: 'stopped',
  faulty: 'person',
  applied: 'settled',
  same: 'stopped',
  refused: 'person',
};

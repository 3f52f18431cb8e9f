import { Suspense, createElement, lazy } from 'react';
import type { ComponentType } from 'react';

export interface RecordPickerProps {
  readonly id?: string;
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly required?: boolean;
  /** The record's id; empty when none is chosen. */
  readonly value: string;
  /** The chosen record, and what else its room says of it (an organisation its kind). */
  readonly onChange: (id: string | undefined, also?: Readonly<Record<string, string>>) => void;
  /** Narrows the choice, as the record's own room understands it (`{role: 'donor'}`). */
  readonly only?: Readonly<Record<string, string>>;
}
export type RecordPickerOf = ComponentType<RecordPickerProps>;

const pickers = new Map<string, RecordPickerOf>();

/** Takes the rooms' pickers; called once when the app is put together. */
export function setPickers(
  rooms: readonly { readonly pickers?: Readonly<Record<string, () => Promise<{ default: RecordPickerOf }>>> }[],
): void {
  pickers.clear();
  for (const room of rooms) for (const [kind, load] of Object.entries(room.pickers ?? {})) pickers.set(kind, lazy(load));
}

/** Picks a record of some kind, whichever room it belongs to; a room lower in the ladder picks what it may not import. */
export function RecordPicker({ kind, ...props }: RecordPickerProps & { kind: string }) {
  const picker = pickers.get(kind);
  return picker ? <Suspense fallback={null}>{createElement(picker, props)}</Suspense> : null;
}

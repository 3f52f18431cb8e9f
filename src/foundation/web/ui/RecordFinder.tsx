import { useState } from 'react';
import { PlacePicker } from './PlacePicker.tsx';
import type { PickedPlace } from './PlacePicker.tsx';

export interface FoundRecord extends PickedPlace {
  /** What else the form may need of the record (an item its unit). */
  readonly also?: Readonly<Record<string, string>>;
}

export interface RecordFinderProps {
  readonly id?: string | undefined;
  readonly label: string;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  /** The record's id; empty when none is chosen. */
  readonly value: string;
  /** The record of that id: `undefined` until the server has said, `null` when it knows none. */
  readonly known: FoundRecord | null | undefined;
  /** Whether the reader may look for such records at all. */
  readonly may?: boolean;
  /** A hook that finds by what is typed; it gets an empty text before anything is typed, for the first rows to offer. */
  readonly useFind: (text: string) => { rows: readonly FoundRecord[]; busy: boolean };
  readonly emptyText: string;
  readonly onChange: (id: string | undefined, also?: Readonly<Record<string, string>>) => void;
}

/** Finds a record at the server as people type, and goes on showing the chosen one when the form is opened again. */
export function RecordFinder({ id, value, known, may = true, useFind, onChange, ...field }: RecordFinderProps) {
  const [picked, setPicked] = useState<FoundRecord | null>(null);
  const chosen = value === '' ? null : known;
  const shown = picked?.ref === value ? picked : chosen;
  // The field takes its first text when it is drawn: so it waits for the name of what is chosen.
  if (may && shown === undefined) return null;
  const useTyped = (text: string) => useFind(text === picked?.name ? '' : text.trim());
  return (
    <PlacePicker
      {...field}
      {...(id ? { id } : {})}
      value={shown ?? null}
      find={useTyped}
      showsRef={false}
      onChange={(row: FoundRecord | null) => {
        setPicked(row);
        onChange(row?.ref, row ? { ...row.also, name: row.name } : undefined);
      }}
    />
  );
}

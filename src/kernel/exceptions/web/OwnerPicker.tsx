import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { Select } from '#foundation/web/ui/index.ts';
import type { FieldProps } from '#foundation/web/ui/index.ts';
import { findOwners } from '../contract/exceptions.ts';

/** Picks somebody who may close exceptions; the one chosen stays though the search goes on. */
export function OwnerPicker({ value, onChange, error, label, id, onNamed }: FieldProps & { onNamed?: (name: string) => void }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const found = useAsk(findOwners, { search }, { keepPrevious: true }).data?.people ?? [];
  const people = chosen && !found.some((person) => person.id === chosen.id) ? [chosen, ...found] : found;
  const choose = (next: string | null) => {
    const person = people.find((one) => one.id === next) ?? null;
    setChosen(person);
    onNamed?.(person?.name ?? '');
    onChange(next ?? undefined);
  };
  return (
    <Select
      id={id}
      label={label}
      error={error}
      withAsterisk
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // The server has searched already, and by other letters than these.
      filter={({ options }) => options}
      value={(value as string | undefined) ?? null}
      data={people.map((person) => ({ value: person.id, label: person.name }))}
      onChange={choose}
    />
  );
}

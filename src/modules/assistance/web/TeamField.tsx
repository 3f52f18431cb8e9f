import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { MultiSelect } from '#foundation/web/ui/index.ts';
import { findPeople } from '#kernel/notes/contract/notes.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
}

/** Who works at the day: found by a few letters of the name. */
export function TeamField({ team, onChange }: { team: readonly Member[]; onChange: (team: readonly Member[]) => void }) {
  const t = useT();
  const may = useCan(findPeople.permission);
  const [search, setSearch] = useState('');
  const found = useAsk(findPeople, { search }, { enabled: may, keepPrevious: true }).data?.people ?? [];
  const known = new Map([...found, ...team].map((person) => [person.id, person.name]));
  if (!may && team.length === 0) return null;
  return (
    <MultiSelect
      label={t('assistance.team')}
      description={t('assistance.team-hint')}
      searchable
      readOnly={!may}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      value={team.map((one) => one.id)}
      data={[...known].map(([value, label]) => ({ value, label }))}
      onChange={(ids) => onChange(ids.map((id) => ({ id, name: known.get(id) ?? '' })))}
    />
  );
}

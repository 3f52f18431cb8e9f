import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, MultiSelect, NativeSelect, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { readBirth, ageOn } from '../../domain/birth.ts';
import { difficulties, functions, otherNeeds } from '../../domain/classes.ts';
import { useToday } from '../words.tsx';
import type { MemberDraft } from './draft.ts';

const noDifficulty: MemberDraft['washington'] = Object.fromEntries(functions.map((name) => [name, 'none']));

/** The Washington Group short set, and other needs, for one person. */
export function NeedsFields({ value, onChange }: { value: MemberDraft; onChange: (change: Partial<MemberDraft>) => void }) {
  const t = useT();
  const data = [
    { value: '', label: t('people.not-asked') },
    ...difficulties.map((one) => ({ value: one, label: t(`people.difficulty-${one}`) })),
  ];
  return (
    <Stack gap="xs">
      <div className="kv-needs">
        {functions.map((name) => (
          <NativeSelect
            key={name}
            label={t(`people.function-${name}`)}
            value={value.washington[name] ?? ''}
            data={data}
            onChange={(event) => {
              const { [name]: _before, ...rest } = value.washington;
              const said = event.currentTarget.value as '' | (typeof difficulties)[number];
              onChange({ washington: said === '' ? rest : { ...rest, [name]: said } });
            }}
          />
        ))}
      </div>
      <Group align="flex-end" gap="xs" grow preventGrowOverflow={false}>
        <MultiSelect
          label={t('people.other-needs')}
          value={[...value.other_needs]}
          data={otherNeeds.map((one) => ({ value: one, label: t(`people.need-${one}`) }))}
          onChange={(chosen) => onChange({ other_needs: chosen as MemberDraft['other_needs'][number][] })}
        />
        <TextInput
          label={t('people.needs-note')}
          value={value.note}
          dir="auto"
          autoComplete="off"
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </Group>
    </Stack>
  );
}

/** Needs of the whole household: most people have no difficulty, said with one key for all. */
export function HouseholdNeeds({
  members,
  nameOf,
  onChange,
}: {
  members: readonly MemberDraft[];
  nameOf: (member: MemberDraft, index: number) => string;
  onChange: (personId: string, change: Partial<MemberDraft>) => void;
}) {
  const t = useT();
  const today = useToday();
  const isSmall = (one: MemberDraft) => {
    const birth = readBirth(one.birth, today);
    return birth !== undefined && ageOn(birth.date, today) < 5;
  };
  const asked = members.filter((one) => !isSmall(one));
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('people.needs-text')}
      </Text>
      <Group>
        <Button
          variant="default"
          size="xs"
          onClick={() => asked.forEach((one) => onChange(one.personId, { washington: { ...noDifficulty, ...one.washington } }))}
        >
          {t('people.needs-none-for-all')}
        </Button>
      </Group>
      {members.map((one, index) => (
        <OneNeeds
          key={one.personId}
          of={one}
          name={nameOf(one, index)}
          said={t(isSmall(one) ? 'people.needs-small' : Object.keys(one.washington).length > 0 ? 'people.needs-asked' : 'people.not-asked')}
          onChange={onChange}
        />
      ))}
    </Stack>
  );
}

/** The fields of one person are there only while they are open: a household of ten stays quick under the fingers. */
function OneNeeds({
  of,
  name,
  said,
  onChange,
}: {
  of: MemberDraft;
  name: string;
  said: string;
  onChange: (personId: string, change: Partial<MemberDraft>) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details className="kv-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi>{name}</bdi>
        {' · '}
        <Text span c="dimmed" size="sm">
          {said}
        </Text>
      </summary>
      {open && <NeedsFields value={of} onChange={(change) => onChange(of.personId, change)} />}
    </details>
  );
}

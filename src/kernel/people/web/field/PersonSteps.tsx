import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { difficulties, functions, otherNeeds } from '../../domain/classes.ts';
import type { PersonDraft } from '../../domain/field/draft.ts';
import type { NamePart } from '../../domain/match-terms.ts';
import { Choice, typed } from './parts.tsx';
import { useBirthWords } from './words.ts';

export interface StepProps {
  readonly person: PersonDraft;
  readonly today: string;
  readonly onChange: (person: PersonDraft) => void;
}

const shown: readonly NamePart[] = ['given', 'father', 'family'];
const more: readonly NamePart[] = ['grandfather', 'mother'];
export function NamesStep({ person, onChange }: StepProps) {
  const t = useT();
  const [all, setAll] = useState(more.some((part) => person.names[part]));
  const field = (part: NamePart) => (
    <TextInput
      key={part}
      size="lg"
      dir="auto"
      styles={typed}
      autoComplete="off"
      autoCapitalize="words"
      spellCheck={false}
      label={t(`people.field-name-${part}`)}
      withAsterisk={part === 'given'}
      value={person.names[part] ?? ''}
      onChange={(event) => onChange({ ...person, names: { ...person.names, [part]: event.currentTarget.value } })}
    />
  );
  return (
    <Stack gap="sm">
      {shown.map(field)}
      {all ? (
        more.map(field)
      ) : (
        <Button variant="subtle" size="md" onClick={() => setAll(true)}>
          {t('people.field-more-names')}
        </Button>
      )}
    </Stack>
  );
}

export function AboutStep({ person, today, onChange }: StepProps) {
  const t = useT();
  const born = useBirthWords()(person.birth, today);
  return (
    <Stack gap="md">
      <Choice
        label={t('people.field-sex')}
        values={['f', 'm'] as const}
        word={(value) => t(`people.sex-${value}`)}
        value={person.sex}
        onChange={(sex) => onChange({ ...person, sex })}
      />
      <TextInput
        size="lg"
        dir="ltr"
        autoComplete="off"
        label={t('people.ask-birth')}
        description={t('people.field-birth-hint')}
        value={person.birth}
        error={person.birth.trim() !== '' && born === undefined ? t('people.field-birth-unread') : undefined}
        onChange={(event) => onChange({ ...person, birth: event.currentTarget.value })}
      />
      {born && (
        <Text size="lg" fw={600} role="status">
          {born}
        </Text>
      )}
    </Stack>
  );
}

/** The Washington Group short set: one tap where nothing is hard; what was answered can be changed one by one. */
export function NeedsStep({ person, onChange }: StepProps) {
  const t = useT();
  const none = functions.every((one) => person.washington[one] === 'none');
  const [open, setOpen] = useState(Object.values(person.washington).some((one) => one !== 'none'));
  return (
    <Stack gap="md">
      <Button
        size="xl"
        h="auto"
        mih={60}
        py={8}
        variant={none && !open ? 'filled' : 'default'}
        aria-pressed={none && !open}
        styles={{ label: { whiteSpace: 'normal', lineHeight: 1.3, height: 'auto', overflow: 'visible' } }}
        onClick={() => {
          setOpen(false);
          onChange({ ...person, washington: Object.fromEntries(functions.map((one) => [one, 'none'])) });
        }}
      >
        {t('people.field-nothing-hard')}
      </Button>
      {open ? (
        functions.map((one) => (
          <Choice
            key={one}
            label={t(`people.function-${one}`)}
            values={difficulties}
            word={(value) => t(`people.difficulty-${value}`)}
            value={person.washington[one] ?? null}
            onChange={(value) => onChange({ ...person, washington: { ...person.washington, [one]: value } })}
          />
        ))
      ) : (
        <Button size="lg" variant="default" onClick={() => setOpen(true)}>
          {t('people.field-something-hard')}
        </Button>
      )}
      <Stack gap="sm">
        <Text fw={600}>{t('people.field-other-needs')}</Text>
        {otherNeeds.map((need) => (
          <Checkbox
            key={need}
            size="lg"
            label={t(`people.need-${need}`)}
            checked={person.other.includes(need)}
            onChange={(event) =>
              onChange({
                ...person,
                other: event.currentTarget.checked ? [...person.other, need] : person.other.filter((one) => one !== need),
              })
            }
          />
        ))}
      </Stack>
    </Stack>
  );
}

import { useState } from 'react';
import type { ClipboardEvent } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, MultiSelect, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { readBirth } from '../../domain/birth.ts';
import type { FieldClass } from '../../domain/classes.ts';
import { collectorRoles, relations } from '../../domain/household.ts';
import type { NamePart } from '../../domain/match-terms.ts';
import { mrzLines } from '../../domain/mrz.ts';
import { useBirth, useToday } from '../words.tsx';
import { NumberFields } from './NumberFields.tsx';
import type { MemberDraft } from './draft.ts';
import { useNames } from '../PersonFacts.tsx';

export interface MemberFieldsProps {
  readonly value: MemberDraft;
  readonly onChange: (change: Partial<MemberDraft>) => void;
  /** Classes whose fields are asked; of others nothing is typed over. */
  readonly classes: readonly FieldClass[];
  /** Role in the household is asked too. */
  readonly roles: boolean;
  /** Lines of a paper's machine-readable zone, pasted into any field of the name. */
  readonly onPaper?: (text: string) => void;
  readonly errors?: { readonly name?: string | undefined; readonly birth?: string | undefined };
}
const languages = ['ar', 'tr', 'ku', 'fa', 'en', 'so', 'ps', 'uk'] as const;

/** One person in a few rows: names, birth, sex, role, numbers, phone; the rest behind one button. */
export function MemberFields(props: MemberFieldsProps) {
  const t = useT();
  const { value, onChange, classes } = props;
  const [more, setMore] = useState(() => Object.values(value.other).some((text) => text !== ''));
  const head = value.relation === 'head' || !props.roles;
  return (
    <Stack gap="sm">
      <NameRow
        {...props}
        which="names"
        parts={more ? ['given', 'father', 'grandfather', 'family', 'mother'] : ['given', 'father', 'family']}
      />
      <BirthRow {...props} />
      {classes.includes('identifiers') && <NumberFields value={value} onChange={onChange} />}
      {classes.includes('contacts') && (head || more) && <Contacts value={value} onChange={onChange} more={more} />}
      {more && (
        <>
          <Text size="sm" fw={500}>
            {t('people.other-script')}
          </Text>
          <NameRow {...props} which="other" parts={['given', 'father', 'grandfather', 'family', 'mother']} />
          <Origin {...props} />
        </>
      )}
      <Group>
        <Button size="xs" variant="subtle" onClick={() => setMore(!more)} aria-expanded={more}>
          {t(more ? 'people.less-fields' : 'people.more-fields')}
        </Button>
      </Group>
    </Stack>
  );
}

function NameRow({
  value,
  onChange,
  onPaper,
  errors,
  which,
  parts,
}: MemberFieldsProps & { which: 'names' | 'other'; parts: readonly NamePart[] }) {
  const t = useT();
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    if (!onPaper || !mrzLines(text)) return;
    event.preventDefault();
    onPaper(text);
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: parts.length }} spacing="xs">
      {parts.map((part, at) => (
        <TextInput
          key={part}
          label={t(`people.field-${part}`)}
          value={value[which][part]}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onPaste={paste}
          error={which === 'names' && part === 'given' ? errors?.name : undefined}
          onChange={(event) => onChange({ [which]: { ...value[which], [part]: event.currentTarget.value } })}
          {...(which === 'names' && at === 0 ? { 'data-member-first': true } : {})}
        />
      ))}
    </SimpleGrid>
  );
}

function BirthRow({ value, onChange, roles, errors }: MemberFieldsProps) {
  const t = useT();
  const birth = useBirth();
  const today = useToday();
  const read = readBirth(value.birth, today);
  const words = (kind: string, values: readonly string[]) => values.map((one) => ({ value: one, label: t(`people.${kind}-${one}`) }));
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: roles ? 4 : 2 }} spacing="xs">
      <TextInput
        label={t('people.ask-birth')}
        description={read ? birth(read) : t('people.birth-hint')}
        error={errors?.birth ?? (value.birth.trim() !== '' && !read ? t('people.birth-unread') : undefined)}
        value={value.birth}
        autoComplete="off"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => onChange({ birth: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('people.field-sex')}
        value={value.sex}
        data={[{ value: '', label: '–' }, ...words('sex', ['f', 'm'])]}
        onChange={(event) => onChange({ sex: event.currentTarget.value as MemberDraft['sex'] })}
      />
      {roles && (
        <>
          <NativeSelect
            label={t('column.people.list-persons.relation')}
            value={value.relation}
            data={words('relation', relations)}
            onChange={(event) => onChange({ relation: event.currentTarget.value as MemberDraft['relation'] })}
          />
          <NativeSelect
            label={t('people.collector')}
            value={value.collector}
            data={words('collects', collectorRoles)}
            onChange={(event) => onChange({ collector: event.currentTarget.value as MemberDraft['collector'] })}
          />
        </>
      )}
    </SimpleGrid>
  );
}

function Contacts({ value, onChange, more }: Pick<MemberFieldsProps, 'value' | 'onChange'> & { more: boolean }) {
  const t = useT();
  const text = (key: 'phone' | 'phone2' | 'email') => (
    <TextInput
      key={key}
      label={t(`people.field-${key}`)}
      value={value[key]}
      dir="ltr"
      autoComplete="off"
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="xs">
      {(more ? (['phone', 'phone2', 'email'] as const) : (['phone'] as const)).map(text)}
    </SimpleGrid>
  );
}

function Origin({ value, onChange }: MemberFieldsProps) {
  const t = useT();
  const { country, language } = useNames();
  const countries = ['SYR', 'TUR', 'IRQ', 'AFG', 'IRN', 'PSE', 'SOM', 'YEM', 'UKR'];
  const known = value.nationality === '' || countries.includes(value.nationality) ? countries : [...countries, value.nationality];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      <NativeSelect
        label={t('people.field-nationality')}
        value={value.nationality}
        data={[{ value: '', label: '–' }, ...known.map((code) => ({ value: code, label: country(code) }))]}
        onChange={(event) => onChange({ nationality: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('people.field-languages')}
        value={[...value.languages]}
        maxValues={5}
        data={[...new Set([...languages, ...value.languages])].map((code) => ({ value: code, label: language(code) }))}
        onChange={(chosen) => onChange({ languages: chosen })}
      />
    </SimpleGrid>
  );
}

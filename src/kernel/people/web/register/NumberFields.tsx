import { useT } from '#foundation/web/i18n.ts';
import { ActionIcon, Button, Group, IconTrash, NativeSelect, Stack, TextInput } from '#foundation/web/ui/index.ts';
import { checksumHolds, guessType, identifierTypes } from '../../domain/identifiers.ts';
import type { IdentifierType } from '../../domain/identifiers.ts';
import { countryOf, noNumber } from './draft.ts';
import type { MemberDraft, NumberDraft } from './draft.ts';

/** Numbers that say who somebody is; none is needed. A number whose check digits do not fit is recorded all the same, marked. */
export function NumberFields({ value, onChange }: { value: MemberDraft; onChange: (change: Partial<MemberDraft>) => void }) {
  const t = useT();
  const set = (key: string, change: Partial<NumberDraft>) =>
    onChange({ numbers: value.numbers.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  return (
    <Stack gap="xs">
      {value.numbers.map((one, at) => (
        <NumberRow
          key={one.key}
          one={one}
          labelled={at === 0}
          own={value.nationality}
          onChange={(change) => set(one.key, change)}
          onRemove={() => onChange({ numbers: value.numbers.filter(({ key }) => key !== one.key) })}
        />
      ))}
      {value.numbers.length < 6 && (
        <Group>
          <Button size="xs" variant="subtle" onClick={() => onChange({ numbers: [...value.numbers, { ...noNumber(), type: 'family' }] })}>
            {t('people.add-number')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface RowProps {
  readonly one: NumberDraft;
  readonly labelled: boolean;
  readonly own: string;
  readonly onChange: (change: Partial<NumberDraft>) => void;
  readonly onRemove: () => void;
}
function NumberRow({ one, labelled, own, onChange, onRemove }: RowProps) {
  const t = useT();
  const odd = one.value.trim() !== '' && checksumHolds(one.type, one.value) === false;
  const typed = (text: string) => {
    const guess = guessType(text);
    onChange({ value: text, ...(guess === 'other' ? {} : { type: guess, country: 'TUR' }) });
  };
  return (
    <Group gap="xs" align="flex-start">
      <NativeSelect
        label={labelled ? t('people.number-kind') : undefined}
        aria-label={t('people.number-kind')}
        value={one.type}
        w={{ base: 130, sm: 220 }}
        data={identifierTypes.map((type) => ({ value: type, label: t(`people.identifier-${type}`) }))}
        onChange={(event) => {
          const type = event.currentTarget.value as IdentifierType;
          onChange({ type, country: countryOf(type, own) });
        }}
      />
      <TextInput
        label={labelled ? t('people.field-number') : undefined}
        aria-label={t('people.field-number')}
        value={one.value}
        dir="ltr"
        autoComplete="off"
        style={{ flex: 1, minWidth: 150 }}
        maw={260}
        description={odd ? t('people.identifier-odd') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => typed(event.currentTarget.value)}
      />
      <TextInput
        label={labelled ? t('people.number-country') : undefined}
        aria-label={t('people.number-country')}
        value={one.country}
        dir="ltr"
        w={76}
        maxLength={3}
        onChange={(event) => onChange({ country: event.currentTarget.value.toUpperCase() })}
      />
      {!labelled && (
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('people.remove-number')} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      )}
    </Group>
  );
}

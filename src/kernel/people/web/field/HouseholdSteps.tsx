import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Group, Paper, Select, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import type { RegisterPack } from '../../contract/field/register.ts';
import type { HouseholdDraft } from '../../domain/field/draft.ts';
import { relations } from '../../domain/household.ts';
import type { Relation } from '../../domain/household.ts';
import { Choice, typed } from './parts.tsx';
import { nameIn, saidName } from './words.ts';

export interface HouseProps {
  readonly draft: HouseholdDraft;
  readonly onChange: (draft: HouseholdDraft) => void;
}

/** The text of consent is read out before anything is asked. */
export function ConsentStep({ draft, onChange }: HouseProps) {
  const t = useT();
  return (
    <Stack gap="md">
      <Paper withBorder p="md">
        <Text size="lg">{t('people.field-consent-text')}</Text>
      </Paper>
      <Choice
        label={t('people.field-consent-how')}
        values={['verbal-certified', 'written'] as const}
        word={(value) => t(`people.field-consent-${value}`)}
        value={draft.consent}
        onChange={(consent) => onChange({ ...draft, consent })}
        columns={1}
      />
      <Text size="sm">{t('people.field-consent-refused')}</Text>
    </Stack>
  );
}

export function PlaceStep({ draft, pack, onChange }: HouseProps & { pack: RegisterPack }) {
  const t = useT();
  const language = useIntl().locale.slice(0, 2);
  return (
    <Stack gap="md">
      <Text size="lg" fw={600}>
        <bdi>{nameIn(pack.site?.names ?? pack.area.names, language)}</bdi>
      </Text>
      {pack.places.length > 0 && (
        <Select
          size="lg"
          searchable
          clearable
          label={t('people.field-community')}
          data={pack.places.map((place) => ({ value: place.pcode, label: nameIn(place.names, language) }))}
          value={draft.area === pack.area.pcode ? null : draft.area}
          onChange={(value) => onChange({ ...draft, area: value ?? pack.area.pcode })}
        />
      )}
      <TextInput
        size="lg"
        dir="auto"
        styles={typed}
        autoComplete="off"
        label={t('people.ask-address')}
        description={t('people.field-address-hint')}
        value={draft.address}
        onChange={(event) => onChange({ ...draft, address: event.currentTarget.value })}
      />
    </Stack>
  );
}

/** Who is there so far, who collects, and who comes next. */
export function MembersStep({
  draft,
  onChange,
  onAdd,
  onEdit,
}: HouseProps & { onAdd: (relation: Relation) => void; onEdit: (personId: string) => void }) {
  const t = useT();
  return (
    <Stack gap="md">
      {draft.members.map((one) => (
        <Paper key={one.personId} withBorder p="sm">
          <Group justify="space-between" wrap="nowrap">
            <button
              type="button"
              onClick={() => onEdit(one.personId)}
              style={{ all: 'unset', cursor: 'pointer', minHeight: 48, flex: 1, minWidth: 0 }}
            >
              <Text size="lg" fw={600} dir="auto">
                {saidName(one)}
              </Text>
              <Text size="sm">{t(`people.relation-${one.relation}`)}</Text>
            </button>
            <Checkbox
              size="lg"
              label={t('people.field-collects')}
              checked={draft.collector === one.personId}
              onChange={(event) => onChange({ ...draft, collector: event.currentTarget.checked ? one.personId : null })}
            />
          </Group>
        </Paper>
      ))}
      <Choice
        label={t('people.field-add')}
        values={relations.filter((one) => one !== 'head')}
        word={(value) => t(`people.relation-${value}`)}
        value={null}
        onChange={onAdd}
      />
    </Stack>
  );
}

/** Nobody of the household has a paper: two who know it say so, neither paid. It may stay empty all the same. */
export function AttestStep({ draft, onChange }: HouseProps) {
  const t = useT();
  const both = draft.attesters ?? [
    { name: '', role: '' },
    { name: '', role: '' },
  ];
  const set = (at: 0 | 1, part: Partial<(typeof both)[0]>) => {
    const next = both.map((one, index) => (index === at ? { ...one, ...part } : one)) as [(typeof both)[0], (typeof both)[1]];
    onChange({ ...draft, attesters: next });
  };
  return (
    <Stack gap="md">
      {([0, 1] as const).map((at) => (
        <Stack key={at} gap="xs">
          <TextInput
            size="lg"
            dir="auto"
            styles={typed}
            autoComplete="off"
            label={t(at === 0 ? 'people.field-attester-first' : 'people.field-attester-second')}
            value={both[at].name}
            onChange={(event) => set(at, { name: event.currentTarget.value })}
          />
          <TextInput
            size="lg"
            dir="auto"
            styles={typed}
            autoComplete="off"
            label={t('people.field-attester-role')}
            value={both[at].role}
            onChange={(event) => set(at, { role: event.currentTarget.value })}
          />
        </Stack>
      ))}
      <Checkbox
        size="lg"
        label={t('people.field-none-paid')}
        checked={draft.nonePaid}
        onChange={(event) => onChange({ ...draft, nonePaid: event.currentTarget.checked })}
      />
      <Button variant="subtle" size="md" onClick={() => onChange({ ...draft, attesters: null, nonePaid: false })}>
        {t('people.field-no-attesters')}
      </Button>
    </Stack>
  );
}

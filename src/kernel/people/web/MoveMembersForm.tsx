import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Checkbox,
  DateField,
  Group,
  NativeSelect,
  ProblemNotice,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '#foundation/web/ui/index.ts';
import { listHouseholds } from '../contract/queries.ts';
import { moveMembers } from '../contract/register.ts';
import { relations, relationsApart } from '../domain/household.ts';
import type { Relation } from '../domain/household.ts';
import { readNumber } from '../domain/numbers.ts';
import type { Household } from './HouseholdPage.tsx';
import { PersonName, useToday } from './words.tsx';

/** Some of the members go into another household, or begin one of their own. */
export function MoveMembersForm({ at, onDone, onCancel }: { at: Household; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const today = useToday();
  const navigate = useNavigate();
  const [whereTo, setWhereTo] = useState<'new' | 'known'>('new');
  const [number, setNumber] = useState('');
  const [on, setOn] = useState(today);
  const [chosen, setChosen] = useState<Going>({});
  const [newOne] = useState(() => newId());
  const { send, busy, problem } = useSend(moveMembers);
  const asked = readNumber(number)?.startsWith('H-') ? readNumber(number) : undefined;
  const found = useAsk(listHouseholds, { number: asked ?? '', limit: 1 }, { enabled: whereTo === 'known' && asked !== undefined });
  const into = whereTo === 'new' ? newOne : asked && found.data?.rows[0]?.id;
  // A household that is there has its head.
  const going = relationsOf(at, chosen, today, whereTo === 'new');
  const people = Object.entries(going);
  const heads = people.filter(([, relation]) => relation === 'head').length;
  const ready = people.length > 0 && into !== undefined && (whereTo === 'known' || heads === 1);
  const save = async () => {
    if (!into) return;
    const members = people.map(([personId, relation]) => ({
      personId,
      membershipId: newId(),
      relation,
      collector: relation === 'head' ? ('primary' as const) : ('none' as const),
    }));
    const outcome = await send({ fromId: at.id, intoId: into, on, members });
    if (outcome?.state !== 'applied') return;
    onDone();
    void navigate({ to: `/people/households/${into}` }); // where the next thing is done: the new household has no card yet
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      {at.status === 'closed' && <Text size="sm">{t('people.again-text')}</Text>}
      <Who at={at} going={going} own={whereTo === 'new'} onChange={(id, relation) => setChosen((now) => withOne(now, id, relation))} />
      <SegmentedControl
        value={whereTo}
        data={(['new', 'known'] as const).map((value) => ({ value, label: t(`people.into-${value}`) }))}
        onChange={(value) => setWhereTo(value as 'new' | 'known')}
      />
      {whereTo === 'known' && (
        <TextInput
          label={t('people.household-number')}
          placeholder="H-"
          dir="ltr"
          value={number}
          description={found.data?.rows[0] ? <bdi>{found.data.rows[0].head}</bdi> : undefined}
          error={asked && found.data?.total === 0 ? t('problem.people.household-not-found') : undefined}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      )}
      {whereTo === 'new' && people.length > 0 && heads !== 1 && (
        <Text size="sm" c="person">
          {t('people.fault-head')}
        </Text>
      )}
      <DateField label={t('people.on-day')} value={on} onChange={setOn} />
      <Group>
        <Button loading={busy} disabled={!ready} onClick={() => void save()}>
          {t('command.people.move-members')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Its members; of a household that was closed whoever came back and belongs to none since, each once. */
function leavingOf(at: Household): Household['members'] {
  if (at.status === 'active') return at.members.filter((one) => one.toDay === null);
  return at.members.filter((one, index) => one.unhoused && at.members.findIndex(({ id }) => id === one.id) === index);
}

/** Who goes, and as what where a person has said so. */
type Going = Readonly<Record<string, Relation | undefined>>;

/** Null: they stay. */
function withOne(going: Going, id: string, relation: Relation | undefined | null): Going {
  const { [id]: _had, ...rest } = going;
  return relation === null ? rest : { ...rest, [id]: relation };
}

/** As somebody said it, else as it most likely is. */
function relationsOf(at: Household, chosen: Going, today: string, own: boolean): Readonly<Record<string, Relation>> {
  const those = leavingOf(at).filter((one) => one.id in chosen);
  const proposed = relationsApart(
    those.map(({ id, relation, collector, birth }) => ({ id, relation, collector, birthDate: birth?.date ?? null })),
    today,
  );
  return Object.fromEntries(
    those.map(({ id }) => {
      const relation = chosen[id] ?? proposed[id] ?? 'other';
      return [id, relation === 'head' && !own ? 'other' : relation];
    }),
  );
}

interface WhoProps {
  readonly at: Household;
  readonly going: Readonly<Record<string, Relation>>;
  /** They begin a household of their own, and one of them heads it. */
  readonly own: boolean;
  readonly onChange: (id: string, relation: Relation | undefined | null) => void;
}
function Who({ at, going, own, onChange }: WhoProps) {
  const t = useT();
  return (
    <Stack gap="xs" role="group" aria-label={t('people.who-goes')}>
      <Text size="sm" fw={500}>
        {t('people.who-goes')}
      </Text>
      {leavingOf(at).map((one) => (
        <Group key={one.id} justify="space-between" wrap="nowrap">
          <Checkbox
            label={<PersonName of={one} />}
            checked={going[one.id] !== undefined}
            onChange={() => onChange(one.id, going[one.id] ? null : undefined)}
          />
          {going[one.id] && (
            <NativeSelect
              aria-label={t('column.people.list-persons.relation')}
              value={going[one.id]!}
              data={relations.filter((one) => own || one !== 'head').map((value) => ({ value, label: t(`people.relation-${value}`) }))}
              onChange={(event) => onChange(one.id, event.currentTarget.value as Relation)}
            />
          )}
        </Group>
      ))}
    </Stack>
  );
}

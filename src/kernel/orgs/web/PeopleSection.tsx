import { useState } from 'react';
import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, CommandForm, Group, Modal, Paper, ProblemNotice, SimpleGrid, Text, Title, tell } from '#foundation/web/ui/index.ts';
import { addPerson, changePerson, endPerson, listPeople, personKinds } from '../contract/people.ts';
import type { PersonRow } from '../contract/people.ts';
import { LinesField } from './LinesField.tsx';
import { ScreeningStatus } from './words.tsx';

type Row = z.output<typeof PersonRow>;

/** Officers, drivers and contacts; each look at them is written down. */
export function PeopleSection({ orgId, abilities }: { orgId: string; abilities: readonly string[] }) {
  const t = useT();
  const people = useAsk(listPeople, { orgId });
  const end = useSend(endPerson);
  const [form, setForm] = useState<Row | 'new' | null>(null);
  const done = (hits: number) => {
    setForm(null);
    tell(hits > 0 ? t('orgs.entered-with-hits', { count: hits }) : t('orgs.person-saved'));
    void people.refetch();
  };
  return (
    <Paper p="md">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2}>{t('orgs.people')}</Title>
          <Text size="sm" c="dimmed">
            {t('orgs.people-text')}
          </Text>
        </div>
        {abilities.includes(addPerson.name) && (
          <Button variant="default" onClick={() => setForm('new')}>
            {t('command.orgs.add-person')}
          </Button>
        )}
      </Group>
      {(people.error ?? end.problem) && <ProblemNotice problem={people.error?.body ?? end.problem!} />}
      {people.data?.rows.length === 0 && <Text c="dimmed">{t('orgs.no-people')}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {(people.data?.rows ?? []).map((row) => (
          <PersonCard
            key={row.id}
            row={row}
            onChange={() => setForm(row)}
            onEnd={() => void end.send({ personId: row.id }).then(() => people.refetch())}
          />
        ))}
      </SimpleGrid>
      <Modal
        opened={form !== null}
        onClose={() => setForm(null)}
        title={t(form === 'new' ? 'command.orgs.add-person' : 'command.orgs.change-person')}
      >
        {form === 'new' && <PersonForm def={addPerson} fixed={{ personId: newId(), orgId }} initial={{ kind: 'driver' }} onDone={done} />}
        {form !== null && form !== 'new' && (
          <PersonForm def={changePerson} fixed={{ personId: form.id, version: form.version }} initial={{ ...form }} onDone={done} />
        )}
      </Modal>
    </Paper>
  );
}

function PersonCard({ row, onChange, onEnd }: { row: Row; onChange: () => void; onEnd: () => void }) {
  const t = useT();
  const details = [row.position, row.birthYear && t('orgs.born', { year: String(row.birthYear) })].filter(Boolean).join(' · ');
  return (
    <Paper p="sm" withBorder opacity={row.status === 'left' ? 0.6 : 1}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={500}>{row.name ? <bdi>{row.name}</bdi> : t('orgs.erased')}</Text>
          {row.otherNames.map((name) => (
            <Text key={name} size="sm">
              <bdi>{name}</bdi>
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {t(`orgs.person-${row.kind}`)}
            {details && ` · ${details}`}
            {row.status === 'left' && ` · ${t('orgs.has-left')}`}
          </Text>
          {row.paper && (
            <Text size="sm" c="dimmed" className="kv-code">
              {row.paper}
            </Text>
          )}
          {row.phone && (
            <Text size="sm" c="dimmed" dir="ltr">
              {row.phone}
            </Text>
          )}
        </div>
        <ScreeningStatus state={row.screening} />
      </Group>
      {row.abilities.length > 0 && (
        <Group gap="xs" mt="xs">
          {row.abilities.includes(changePerson.name) && (
            <Button size="xs" variant="default" onClick={onChange}>
              {t('command.orgs.change-person')}
            </Button>
          )}
          {row.abilities.includes(endPerson.name) && (
            <Button size="xs" variant="default" onClick={onEnd}>
              {t('command.orgs.end-person')}
            </Button>
          )}
        </Group>
      )}
    </Paper>
  );
}

function PersonForm({
  def,
  fixed,
  initial,
  onDone,
}: {
  def: CommandDef;
  fixed: Record<string, unknown>;
  initial: Record<string, unknown>;
  onDone: (hits: number) => void;
}) {
  const t = useT();
  // Made once: sending twice enters one person.
  const [kept] = useState(fixed);
  const label = (key: string) => t(`orgs.person-field-${key}`);
  const names = ['kind', 'name', 'otherNames', 'birthYear', 'position', 'phone', 'email', 'paper'];
  return (
    <CommandForm
      def={def}
      fixed={kept}
      initial={Object.fromEntries(names.map((name) => [name, initial[name] ?? '']))}
      onDone={(outcome) => onDone(outcome.state === 'applied' ? (outcome.result as { hits: number }).hits : 0)}
      fields={[
        {
          name: 'kind',
          kind: 'choice',
          label: label('kind'),
          required: true,
          choices: personKinds.map((value) => ({ value, label: t(`orgs.person-${value}`) })),
        },
        { name: 'name', kind: 'text', label: label('name'), required: true },
        {
          name: 'otherNames',
          kind: 'own',
          label: label('otherNames'),
          render: (field) => <LinesField {...field} hint={t('orgs.other-names-hint')} />,
        },
        { name: 'birthYear', kind: 'number', label: label('birthYear'), hint: t('orgs.birth-year-hint') },
        { name: 'position', kind: 'text', label: label('position') },
        { name: 'phone', kind: 'text', label: label('phone') },
        { name: 'email', kind: 'text', label: label('email') },
        { name: 'paper', kind: 'text', label: label('paper'), hint: t('orgs.paper-hint') },
      ]}
    />
  );
}

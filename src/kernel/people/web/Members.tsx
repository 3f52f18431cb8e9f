import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, CommandForm, Lines, Modal, Paper, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { changeMember } from '../contract/register.ts';
import { collectorRoles, relations } from '../domain/household.ts';
import type { Household } from './HouseholdPage.tsx';
import { PersonName, useBirth, useDays } from './words.tsx';

type Member = Household['members'][number];

/** Who belongs to the household, the head first; below, who belonged to it before. */
export function Members({ at, onDone }: { at: Household; onDone: () => void }) {
  const t = useT();
  const birth = useBirth();
  const { day } = useDays();
  const [changing, setChanging] = useState<Member | null>(null);
  const may = at.abilities.includes(changeMember.name);
  const here = at.members.filter((one) => one.toDay === null);
  const gone = at.members.filter((one) => one.toDay !== null);
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('people.members', { count: here.length })}
      </Title>
      <Stack>
        {here.length > 0 && (
          <Lines<Member>
            label={t('people.members', { count: here.length })}
            rows={here}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                title: t('column.people.list-persons.name'),
                wraps: true,
                cell: (row) => (
                  <Link to={`/people/persons/${row.id}`} className="kv-opens">
                    <PersonName of={row} both />
                  </Link>
                ),
              },
              {
                key: 'relation',
                title: t('column.people.list-persons.relation'),
                wraps: true,
                cell: (row) => (
                  <>
                    {t(`people.relation-${row.relation}`)}
                    {row.collector !== 'none' && (
                      <Text span size="sm" c="dimmed">
                        {' · '}
                        {t(`people.collector-${row.collector}`)}
                      </Text>
                    )}
                  </>
                ),
              },
              {
                key: 'birth',
                title: t('people.field-birth'),
                wraps: true,
                cell: (row) => [row.sex && t(`people.sex-${row.sex}`), birth(row.birth)].filter(Boolean).join(' · '),
              },
              {
                key: 'act',
                title: '',
                cell: (row) =>
                  may && (
                    <Button size="xs" variant="default" onClick={() => setChanging(row)}>
                      {t('people.change-role')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
        {gone.length > 0 && (
          <div>
            <Title order={3}>{t('people.former-members')}</Title>
            {gone.map((row) => (
              <Text key={row.id + row.fromDay} size="sm">
                <Link to={`/people/persons/${row.id}`} className="kv-opens">
                  <PersonName of={row} />
                </Link>{' '}
                <Text span c="dimmed">
                  {t('people.membership-was', { from: day(row.fromDay), to: day(row.toDay!) })} ·{' '}
                  {t(`people.ended-${row.endReason ?? 'left'}`)}
                </Text>
              </Text>
            ))}
          </div>
        )}
      </Stack>
      {changing && (
        <Modal opened onClose={() => setChanging(null)} title={<PersonName of={changing} />}>
          <RoleForm
            at={at}
            member={changing}
            onDone={() => {
              setChanging(null);
              onDone();
            }}
            onCancel={() => setChanging(null)}
          />
        </Modal>
      )}
    </Paper>
  );
}

/** Whoever becomes head or main collector takes over from the one before, from today. */
function RoleForm({ at, member, onDone, onCancel }: { at: Household; member: Member; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const choices = (kind: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`people.${kind}-${value}`) }));
  return (
    <CommandForm
      def={changeMember}
      fixed={{ householdId: at.id, personId: member.id }}
      initial={{ relation: member.relation, collector: member.collector }}
      submitLabel={t('people.change-role')}
      onDone={onDone}
      onCancel={onCancel}
      fields={[
        {
          name: 'relation',
          kind: 'choice',
          label: t('column.people.list-persons.relation'),
          hint: t('people.head-hint'),
          required: true,
          choices: choices('relation', relations),
        },
        { name: 'collector', kind: 'choice', label: t('people.collector'), required: true, choices: choices('collects', collectorRoles) },
      ]}
    />
  );
}

import { useState } from 'react';
import type { CommandDef, Outcome } from '#foundation/command.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, MultiSelect, Stack } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { orgRoles } from '../contract/organisations.ts';
import { Duplicates } from './Duplicates.tsx';
import { LinesField } from './LinesField.tsx';
import { RegistrationsField } from './RegistrationsField.tsx';
import type { RegistrationValue } from './RegistrationsField.tsx';

interface Known {
  readonly id: string;
  readonly aliases: readonly { alias: string; mergeId: string | null }[];
  readonly registrations: readonly RegistrationValue[];
  readonly roles: readonly string[];
}

/** What can be said of an organisation. While it is written, those that may be the same are shown above it. */
export function OrgForm({
  def,
  org,
  fixed,
  onDone,
}: {
  def: CommandDef;
  org?: Known;
  fixed: Record<string, unknown>;
  onDone: (outcome: Outcome) => void;
}) {
  const t = useT();
  const fields = useFields();
  const given = (org?.aliases ?? []).filter((row) => row.mergeId === null).map((row) => row.alias);
  const initial: Record<string, unknown> = org ? { ...org, aliases: given } : { roles: ['partner'], aliases: [], registrations: [] };
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const numbers = ((values['registrations'] as RegistrationValue[] | undefined) ?? []).map((row) => row.number);
  const names = ['nameEn', 'nameTr', 'nameAr'].flatMap((key) => (typeof values[key] === 'string' ? [values[key]] : []));
  return (
    <Stack>
      <CommandForm
        def={def}
        fields={fields}
        initial={Object.fromEntries(fields.map((field) => [field.name, initial[field.name] ?? '']))}
        fixed={fixed}
        submitLabel={t('orgs.save')}
        onValues={setValues}
        onDone={onDone}
      />
      <Duplicates
        names={[...names, ...((values['aliases'] as string[] | undefined) ?? [])]}
        numbers={numbers}
        {...(org ? { butNot: org.id } : {})}
      />
    </Stack>
  );
}

function useFields(): FieldSpec[] {
  const t = useT();
  const label = (key: string) => t(`orgs.field-${key}`);
  const text = (name: string, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, kind: 'text', label: label(name), ...more });
  return [
    text('nameEn', { required: true }),
    text('nameTr'),
    text('nameAr'),
    text('acronym'),
    {
      name: 'roles',
      kind: 'own',
      label: label('roles'),
      render: (field) => (
        <MultiSelect
          id={field.id}
          label={field.label}
          description={t('orgs.roles-hint')}
          error={field.error}
          withAsterisk
          value={Array.isArray(field.value) ? (field.value as string[]) : []}
          onChange={field.onChange}
          data={orgRoles.map((role) => ({ value: role, label: t(`orgs.role-${role}`) }))}
        />
      ),
    },
    {
      name: 'aliases',
      kind: 'own',
      label: label('aliases'),
      render: (field) => <LinesField {...field} hint={t('orgs.aliases-hint')} />,
    },
    { name: 'registrations', kind: 'own', label: label('registrations'), render: (field) => <RegistrationsField {...field} /> },
    text('country', { hint: t('orgs.country-hint') }),
    text('email'),
    text('phone'),
    { name: 'address', kind: 'long', label: label('address') },
    text('website', { hint: t('orgs.website-hint') }),
    { name: 'note', kind: 'long', label: t('field.note') },
  ];
}

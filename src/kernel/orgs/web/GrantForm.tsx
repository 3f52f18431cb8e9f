import type { CommandDef } from '#foundation/command.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, MultiSelect, TextInput } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useState } from 'react';
import { sectors } from '../contract/grants.ts';
import { minorOf } from './amounts.ts';
import { BudgetField } from './BudgetField.tsx';
import { ChosenField } from './ChosenField.tsx';
import type { Chosen } from './ChosenField.tsx';

/** What can be said of an agreement; donor, code, amount and dates only when it is entered. */
export function GrantForm({
  def,
  fixed,
  initial,
  currency,
  known,
  onDone,
}: {
  def: CommandDef;
  fixed: Record<string, unknown>;
  initial: Record<string, unknown>;
  /** Of a known agreement; a new one says its own. */
  currency?: string;
  known?: { areas: readonly Chosen[]; partners: readonly Chosen[] };
  onDone: () => void;
}) {
  const t = useT();
  const [typed, setTyped] = useState(currency ?? 'EUR');
  const label = (key: string) => t(`orgs.grant-field-${key}`);
  const fresh: FieldSpec[] = [
    {
      name: 'donorId',
      kind: 'own',
      label: label('donor'),
      render: (field) => (
        <RecordPicker
          kind="org"
          id={field.id}
          label={field.label}
          error={field.error}
          value={typeof field.value === 'string' ? field.value : ''}
          onChange={(id) => field.onChange(id)}
          only={{ role: 'donor' }}
        />
      ),
    },
    { name: 'code', kind: 'text', label: label('code'), hint: t('orgs.grant-code-hint'), required: true },
    {
      name: 'currency',
      kind: 'choice',
      label: label('currency'),
      required: true,
      choices: ['EUR', 'USD', 'TRY', 'GBP', 'CHF', 'SEK', 'NOK', 'JPY', 'CAD'].map((value) => ({ value, label: value })),
    },
    {
      name: 'minor',
      kind: 'own',
      label: label('amount'),
      render: (field) => <AmountInput {...field} currency={typed} />,
    },
    { name: 'startsOn', kind: 'date', label: label('startsOn'), required: true },
    { name: 'endsOn', kind: 'date', label: label('endsOn'), required: true },
  ];
  const said: FieldSpec[] = [
    { name: 'title', kind: 'text', label: label('title'), required: true },
    { name: 'lines', kind: 'own', label: label('lines'), render: (field) => <BudgetField {...field} currency={typed} /> },
    {
      name: 'sectors',
      kind: 'own',
      label: label('sectors'),
      render: (field) => (
        <MultiSelect
          id={field.id}
          label={field.label}
          description={t('orgs.empty-allows-all')}
          error={field.error}
          value={Array.isArray(field.value) ? (field.value as string[]) : []}
          onChange={field.onChange}
          data={sectors.map((sector) => ({ value: sector, label: t(`orgs.sector-${sector}`) }))}
        />
      ),
    },
    {
      name: 'areas',
      kind: 'own',
      label: label('areas'),
      render: (field) => <ChosenField {...field} kind="area" known={known?.areas ?? []} />,
    },
    {
      name: 'partners',
      kind: 'own',
      label: label('partners'),
      render: (field) => <ChosenField {...field} kind="org" only={{ role: 'partner' }} known={known?.partners ?? []} />,
    },
    { name: 'note', kind: 'long', label: t('field.note') },
  ];
  const fields = currency ? said : [...fresh, ...said];
  return (
    <CommandForm
      def={def}
      fields={fields}
      fixed={fixed}
      initial={Object.fromEntries(fields.map((field) => [field.name, initial[field.name] ?? '']))}
      submitLabel={t('orgs.save')}
      onValues={(values) => {
        if (typeof values['currency'] === 'string') setTyped(values['currency']);
      }}
      onDone={onDone}
    />
  );
}

/** An amount as people type it; the value is its minor units. */
export function AmountInput({
  id,
  label,
  error,
  onChange,
  currency,
  optional = false,
}: {
  id: string;
  label: string;
  error: string | undefined;
  onChange: (minor: unknown) => void;
  currency: string;
  optional?: boolean;
}) {
  const [text, setText] = useState('');
  return (
    <TextInput
      id={id}
      label={label}
      error={error}
      withAsterisk={!optional}
      inputMode="decimal"
      dir="ltr"
      value={text}
      rightSection={<span className="kv-unit">{currency}</span>}
      rightSectionWidth={56}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(minorOf(event.currentTarget.value, currency));
      }}
    />
  );
}

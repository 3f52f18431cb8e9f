import { Checkbox, PasswordInput, Select, TextInput, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type * as z from 'zod';
import type { Fault } from '#foundation/problem.ts';
import type { TypedUnit } from '#foundation/typed-quantity.ts';
import type { useT } from '#foundation/web/i18n.ts';
import { DateField } from './inputs/DateField.tsx';
import { NumberField } from './inputs/NumberField.tsx';
import { QuantityField } from './inputs/QuantityField.tsx';

export interface FieldProps {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error: string | undefined;
  readonly label: string;
  readonly id: string;
}

export interface FieldSpec {
  /** Path in the input: `nameEn`. */
  readonly name: string;
  readonly kind: 'text' | 'long' | 'number' | 'quantity' | 'date' | 'choice' | 'check' | 'password' | 'own';
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly unit?: string;
  /** For kind `quantity`: the packs people may count in, and the smallest unit. */
  readonly units?: readonly TypedUnit[];
  readonly choices?: readonly { value: string; label: string }[];
  /** For kind `own`: a picker of the page's. */
  readonly render?: (props: FieldProps) => ReactNode;
}

/** One field of a form, by its kind. */
export function FieldInput({
  field,
  value,
  error,
  first = false,
  onChange,
}: {
  field: FieldSpec;
  value: unknown;
  error: string | undefined;
  /** Where the hand goes when the form opens in a dialog. */
  first?: boolean;
  onChange: (value: unknown) => void;
}) {
  const id = `field-${field.name}`;
  const focus = first ? { 'data-autofocus': true } : {};
  const common = { id, label: field.label, description: field.hint, error, withAsterisk: field.required ?? false, ...focus };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />;
    case 'password':
      return (
        <PasswordInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} autoComplete="new-password" />
      );
    case 'date':
      return <DateField {...common} value={text} onChange={onChange} />;
    case 'quantity':
      return <QuantityField {...common} units={field.units ?? []} value={value as number | string | undefined} onChange={onChange} />;
    case 'long':
      return (
        <Textarea {...common} autosize minRows={2} value={text} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />
      );
    case 'number':
      return (
        <NumberField
          {...common}
          value={value as number | string | undefined}
          onChange={onChange}
          {...(field.unit ? { unit: field.unit } : {})}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={[...(field.choices ?? [])]}
          value={text || null}
          onChange={(next) => onChange(next ?? undefined)}
          searchable={(field.choices?.length ?? 0) > 8}
          clearable={!field.required}
        />
      );
    case 'check':
      return (
        <Checkbox
          id={id}
          label={field.label}
          description={field.hint}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'own':
      return <>{field.render?.({ value, onChange, error, label: field.label, id })}</>;
  }
}

/** A fault in words. */
export function wordsOf(t: ReturnType<typeof useT>, fault: Fault | undefined): string | undefined {
  return fault && t(fault.code, fault.figures as Record<string, string>);
}

/** What was left empty was not said. */
export function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null));
}

/** The faults of an input by the command's own shape, in the words the server would use. */
export function faultsOf(schema: z.ZodType, input: unknown): Fault[] {
  const parsed = schema.safeParse(input);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...issue.path, key].map(String).join('.'), code: 'field.unknown', figures: {} }));
    const figures = Object.fromEntries(
      (['minimum', 'maximum'] as const).flatMap((key) => (key in issue ? [[key, (issue as unknown as Record<string, number>)[key]!]] : [])),
    );
    return { path: issue.path.map(String).join('.'), code: `field.${issue.code.replaceAll('_', '-')}`, figures };
  });
}

import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Group,
  List,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type * as z from 'zod';
import type { CommandDef, Outcome } from '#foundation/command.ts';
import type { Fault, ProblemBody } from '#foundation/problem.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { ProblemNotice } from './Notices.tsx';

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
  readonly kind: 'text' | 'long' | 'number' | 'date' | 'choice' | 'check' | 'password' | 'own';
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly unit?: string;
  readonly choices?: readonly { value: string; label: string }[];
  /** For kind `own`: a picker of the page's. */
  readonly render?: (props: FieldProps) => ReactNode;
}

export interface CommandFormProps<I extends z.ZodObject, R extends z.ZodType> {
  readonly def: CommandDef<I, R>;
  readonly fields: readonly FieldSpec[];
  readonly initial: Readonly<Record<string, unknown>>;
  /** What the form does not ask: ids, versions. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly submitLabel?: string;
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel?: () => void;
}

/** A form made of a command: its shape checks before sending, the server's faults come back to their fields. */
export function CommandForm<I extends z.ZodObject, R extends z.ZodType>(props: CommandFormProps<I, R>) {
  const t = useT();
  const [values, setValues] = useState<Record<string, unknown>>({ ...props.initial });
  const [own, setOwn] = useState<readonly Fault[]>([]);
  const { send, busy, problem } = useSend(props.def);
  const faults = own.length > 0 ? own : (problem?.faults ?? []);
  const submit = async () => {
    const input = { ...props.fixed, ...withoutEmpty(values) };
    const found = faultsOf(props.def.input, input);
    setOwn(found);
    if (found.length > 0) return;
    const outcome = await send(input as z.input<I>);
    if (outcome && outcome.state !== 'refused') props.onDone(outcome);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md" maw={560}>
        <FaultSummary faults={faults} fields={props.fields} problem={own.length > 0 ? null : problem} />
        {props.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={values[field.name]}
            error={wordsOf(
              t,
              faults.find((fault) => fault.path.split('.')[0] === field.name),
            )}
            onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
          />
        ))}
        <Group>
          <Button type="submit" loading={busy}>
            {props.submitLabel ?? t(`command.${props.def.name}`)}
          </Button>
          {props.onCancel && (
            <Button variant="default" onClick={props.onCancel}>
              {t('ui.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** Errors summed at the top, each a link to its field. */
function FaultSummary({
  faults,
  fields,
  problem,
}: {
  faults: readonly Fault[];
  fields: readonly FieldSpec[];
  problem: ProblemBody | null;
}) {
  const t = useT();
  if (problem && faults.length === 0) return <ProblemNotice problem={problem} />;
  if (faults.length === 0) return null;
  return (
    <Alert color="person" role="alert" title={t('problem.common.input-invalid', { count: faults.length })}>
      <List size="sm">
        {faults.map((fault) => (
          <List.Item key={fault.path + fault.code}>
            <Anchor href={`#field-${fault.path.split('.')[0]}`}>
              {fields.find((field) => field.name === fault.path.split('.')[0])?.label ?? fault.path}
            </Anchor>
            : {wordsOf(t, fault)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Field({
  field,
  value,
  error,
  onChange,
}: {
  field: FieldSpec;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const id = `field-${field.name}`;
  const common = { id, label: field.label, description: field.hint, error, withAsterisk: field.required ?? false };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />;
    case 'password':
      return (
        <PasswordInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} autoComplete="new-password" />
      );
    case 'date':
      return <TextInput {...common} type="date" value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'long':
      return (
        <Textarea {...common} autosize minRows={2} value={text} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={(value as number | undefined) ?? ''}
          onChange={(next) => onChange(next === '' ? undefined : Number(next))}
          decimalScale={6}
          hideControls
          rightSection={field.unit}
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

function wordsOf(t: ReturnType<typeof useT>, fault: Fault | undefined): string | undefined {
  return fault && t(fault.code, fault.figures as Record<string, string>);
}

/** What was left empty was not said. */
function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null));
}

/** The faults of an input by the command's own shape, in the words the server would use. */
export function faultsOf(schema: z.ZodType, input: unknown): Fault[] {
  const parsed = schema.safeParse(input);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const figures = Object.fromEntries(
      (['minimum', 'maximum'] as const).flatMap((key) => (key in issue ? [[key, (issue as unknown as Record<string, number>)[key]!]] : [])),
    );
    return { path: issue.path.map(String).join('.'), code: `field.${issue.code.replaceAll('_', '-')}`, figures };
  });
}

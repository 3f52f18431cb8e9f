import { Alert, Anchor, Button, Group, List, Stack } from '@mantine/core';
import { useState } from 'react';
import type * as z from 'zod';
import type { CommandDef, Outcome } from '#foundation/command.ts';
import type { Fault, ProblemBody } from '#foundation/problem.ts';
import { useSend } from '#foundation/web/client.ts';
import type { SendOptions } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { FieldInput, faultsOf, withoutEmpty, wordsOf } from './Field.tsx';
import type { FieldSpec } from './Field.tsx';
import { ProblemNotice } from './Notices.tsx';

export type { FieldProps, FieldSpec } from './Field.tsx';

export interface CommandFormProps<I extends z.ZodObject, R extends z.ZodType> {
  readonly def: CommandDef<I, R>;
  readonly fields: readonly FieldSpec[];
  readonly initial: Readonly<Record<string, unknown>>;
  /** What the form does not ask: ids, versions. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly submitLabel?: string;
  /** When it happened, where that is not now. */
  readonly occurredAt?: Date | undefined;
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel?: () => void;
  /** Hears what is being filled in, before it is sent. */
  readonly onValues?: (values: Readonly<Record<string, unknown>>) => void;
}

/** A form made of a command: its shape checks before sending, the server's faults come back to their fields. */
export function CommandForm<I extends z.ZodObject, R extends z.ZodType>(props: CommandFormProps<I, R>) {
  const t = useT();
  const [values, setValues] = useState<Record<string, unknown>>({ ...props.initial });
  const [own, setOwn] = useState<readonly Fault[]>([]);
  const { send, busy, problem } = useSend(props.def);
  // A field that was changed since has no fault that anybody knows of.
  const [mended, setMended] = useState<readonly string[]>([]);
  const told = own.length > 0 ? own : (problem?.faults ?? []);
  const faults = told.filter((fault) => !mended.includes(nameOf(fault)));
  const submit = async () => {
    const input = { ...props.fixed, ...withoutEmpty(values) };
    const found = faultsOf(props.def.input, input);
    setOwn(found);
    setMended([]);
    if (found.length > 0) return;
    const options: SendOptions = props.occurredAt ? { occurredAt: props.occurredAt } : {};
    const outcome = await send(input as z.input<I>, options);
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
        <FaultSummary faults={faults} fields={props.fields} problem={told.length > 0 ? null : problem} />
        {props.fields.map((field, index) => (
          <FieldInput
            key={field.name}
            field={field}
            first={index === 0}
            value={values[field.name]}
            error={wordsOf(
              t,
              faults.find((fault) => nameOf(fault) === field.name),
            )}
            onChange={(value) => {
              setMended((now) => [...now, field.name]);
              setValues((now) => ({ ...now, [field.name]: value }));
              props.onValues?.({ ...values, [field.name]: value });
            }}
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

/** The field that a fault stands at. */
const nameOf = (fault: Fault): string => fault.path.split('.')[0]!;

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
            <Anchor href={`#field-${nameOf(fault)}`}>{fields.find((field) => field.name === nameOf(fault))?.label ?? fault.path}</Anchor>:{' '}
            {wordsOf(t, fault)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

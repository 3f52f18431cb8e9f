import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  DateField,
  Group,
  ProblemNotice,
  Select,
  Stack,
  Text,
  TextInput,
  Textarea,
  Title,
} from '#foundation/web/ui/index.ts';
import { getPlan, listPlans } from '../../contract/requests/plans.ts';
import type { PlanShown } from '../../contract/requests/plans.ts';
import { changeRequest, createRequest } from '../../contract/requests/requests.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';
import { RequestLines, lineRow } from './RequestLines.tsx';
import type { LineRow } from './RequestLines.tsx';
import { nameIn, useDay } from './words.tsx';

type Plan = z.output<typeof PlanShown>;

export interface RequestFormProps {
  readonly requestId: string;
  /** The plan that the address names. */
  readonly planId?: string | undefined;
  readonly known?: RequestShown;
  readonly onDone: (sent: boolean) => void;
}

/** A request as it is being written: the plan says what its households get, and the lines begin with that. */
export function RequestForm({ requestId, planId: named, known, onDone }: RequestFormProps) {
  const t = useT();
  const [planId, setPlan] = useState(known?.planId ?? named ?? '');
  const plan = useAsk(getPlan, { planId: planId || noRecord }, { enabled: planId !== '' });
  return (
    <Stack gap="md" maw={860}>
      <PlanChoice value={planId} onChange={setPlan} />
      {planId === '' && <Text c="dimmed">{t('supply.choose-plan-first')}</Text>}
      {plan.error && <ProblemNotice problem={plan.error.body} retry={() => void plan.refetch()} />}
      {plan.data && planId !== '' && (
        // Another plan begins anew: its lines are others.
        <Draft
          key={plan.data.id}
          plan={plan.data}
          requestId={requestId}
          known={known?.planId === plan.data.id ? known : undefined}
          changes={known}
          onDone={onDone}
        />
      )}
    </Stack>
  );
}

function PlanChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useT();
  const day = useDay();
  const plans = useAsk(listPlans, { status: 'open', limit: 500, sort: '-givesOn' }).data?.rows ?? [];
  return (
    <Select
      label={t('supply.request-field-plan')}
      description={t('supply.request-plan-hint')}
      withAsterisk
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('supply.no-plans')}
      value={value || null}
      data={plans.map((row) => ({ value: row.id, label: `${row.title} · ${nameIn(row.siteNames)} · ${day(row.givesOn)}` }))}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}

interface DraftProps {
  readonly plan: Plan;
  readonly requestId: string;
  /** What it said before, of this very plan. */
  readonly known: RequestShown | undefined;
  /** The request that is changed, whichever plan it named. */
  readonly changes: RequestShown | undefined;
  readonly onDone: (sent: boolean) => void;
}

function Draft({ plan, requestId, known, changes, onDone }: DraftProps) {
  const t = useT();
  const draft = useDraft(plan, known);
  const create = useSend(createRequest);
  const change = useSend(changeRequest);
  const [missing, setMissing] = useState(false);
  const problem = create.problem ?? change.problem;
  const save = async (submit: boolean) => {
    const said = draft.said();
    setMissing(said === undefined);
    if (!said) return;
    const outcome = changes
      ? await change.send({ requestId, version: changes.version, ...said })
      : await create.send({ requestId, ...said, submit });
    if (outcome?.state === 'applied') onDone(submit);
  };
  return (
    <>
      <PlanWords plan={plan} />
      {problem && <ProblemNotice problem={problem} />}
      {missing && (
        <Alert color="person" role="alert" title={t('supply.form-incomplete')}>
          {t('supply.request-incomplete')}
        </Alert>
      )}
      <Title order={2}>{t('supply.lines')}</Title>
      <RequestLines plan={plan} known={known} rows={draft.lines} onChange={draft.setLines} />
      <DateField
        label={t('supply.request-field-neededOn')}
        description={t('supply.needed-hint')}
        value={draft.text.neededOn}
        onChange={(neededOn) => draft.set({ neededOn })}
      />
      <TextInput
        label={t('supply.your-number')}
        description={t('supply.your-number-hint')}
        dir="auto"
        value={draft.text.reference}
        onChange={(event) => draft.set({ reference: event.currentTarget.value })}
      />
      <Textarea
        label={t('field.note')}
        autosize
        minRows={2}
        dir="auto"
        value={draft.text.note}
        onChange={(event) => draft.set({ note: event.currentTarget.value })}
      />
      <Group>
        {changes ? (
          <Button loading={change.busy} onClick={() => void save(false)}>
            {t('supply.save-request')}
          </Button>
        ) : (
          <>
            <Button loading={create.busy} onClick={() => void save(true)}>
              {t('command.supply.submit-request')}
            </Button>
            <Button variant="default" loading={create.busy} onClick={() => void save(false)}>
              {t('supply.keep-draft')}
            </Button>
          </>
        )}
      </Group>
    </>
  );
}

function PlanWords({ plan }: { plan: Plan }) {
  const t = useT();
  const day = useDay();
  return (
    <Text c="dimmed" size="sm">
      <bdi>{nameIn(plan.orgNames)}</bdi> · <bdi>{plan.agreement}</bdi> · <bdi>{nameIn(plan.siteNames)}</bdi> · {day(plan.givesOn)} ·{' '}
      {t('supply.people', { households: plan.households, persons: plan.persons })}
    </Text>
  );
}

/** What was typed so far; a new request begins with what the standard still leaves to ask. */
function useDraft(plan: Plan, known: RequestShown | undefined) {
  const [text, setText] = useState({
    neededOn: known?.neededOn ?? plan.givesOn,
    reference: known?.reference ?? '',
    note: known?.note ?? '',
  });
  const [lines, setLines] = useState<LineRow[]>(
    () => known?.items.map((line) => lineRow({ item: line.item, qty: line.qty })) ?? openLines(plan),
  );
  const said = () => {
    const rows = lines.filter((line) => line.item !== null || line.qty !== undefined);
    const parsed = createRequest.input.omit({ requestId: true, submit: true }).safeParse({
      planId: plan.id,
      ...(text.neededOn ? { neededOn: text.neededOn } : {}),
      ...(text.reference.trim() ? { reference: text.reference } : {}),
      ...(text.note.trim() ? { note: text.note } : {}),
      ...(known ? { siteId: known.siteId, origin: known.origin, ...(known.officeId ? { officeId: known.officeId } : {}) } : {}),
      lines: rows.map((line) => ({ lineId: newId(), itemId: line.item?.id, qty: line.qty })),
    });
    return parsed.success ? parsed.data : undefined;
  };
  return { text, set: (change: Partial<typeof text>) => setText((now) => ({ ...now, ...change })), lines, setLines, said };
}

function openLines(plan: Plan): LineRow[] {
  const rows = plan.items.flatMap((row) => {
    const left = (row.standard ?? 0) - row.asked;
    return left > 0 ? [lineRow({ item: row.item, qty: left })] : [];
  });
  return rows.length > 0 ? rows : [lineRow()];
}

import { useState } from 'react';
import type * as z from 'zod';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan, useSession } from '#foundation/web/session.ts';
import { Alert, Button, DateField, Group, ProblemNotice, Select, Stack, TextInput, Textarea } from '#foundation/web/ui/index.ts';
import { listGrants, sectors } from '#kernel/orgs/contract/grants.ts';
import { listOrganisations } from '#kernel/orgs/contract/organisations.ts';
import { changePlan, createPlan } from '../../contract/requests/plans.ts';
import type { PlanShown } from '../../contract/requests/plans.ts';
import { SizesField, StandardsField, sizeRow, standardRow } from './PlanFields.tsx';
import type { SizeRow, StandardRow } from './PlanFields.tsx';

type Plan = z.output<typeof PlanShown>;

export interface PlanFormProps {
  readonly planId: string;
  /** A known plan that is changed. */
  readonly known?: Plan;
  readonly onDone: () => void;
}

/** A distribution plan as it is being written. */
export function PlanForm({ planId, known, onDone }: PlanFormProps) {
  const t = useT();
  const form = usePlan(known);
  const [missing, setMissing] = useState(false);
  const create = useSend(createPlan);
  const change = useSend(changePlan);
  const problem = create.problem ?? change.problem;
  const save = async () => {
    const input = form.input();
    setMissing(input === undefined);
    if (!input) return;
    const outcome = known ? await change.send({ planId, version: known.version, ...input }) : await create.send({ planId, ...input });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="md" maw={760}>
        {problem && <ProblemNotice problem={problem} />}
        {missing && (
          <Alert color="person" role="alert" title={t('supply.form-incomplete')}>
            {t('supply.plan-incomplete')}
          </Alert>
        )}
        <TextInput
          label={t('column.supply.list-plans.title')}
          withAsterisk
          dir="auto"
          value={form.text.title}
          onChange={(event) => form.set({ title: event.currentTarget.value })}
        />
        <WhoAndWhere form={form} />
        <DateField
          label={t('column.supply.list-plans.givesOn')}
          withAsterisk
          value={form.text.givesOn}
          onChange={(givesOn) => form.set({ givesOn })}
        />
        <SizesField rows={form.sizes} onChange={form.setSizes} />
        <StandardsField rows={form.standards} onChange={form.setStandards} />
        <Textarea
          label={t('field.note')}
          autosize
          minRows={2}
          dir="auto"
          value={form.text.note}
          onChange={(event) => form.set({ note: event.currentTarget.value })}
        />
        <Group>
          <Button type="submit" loading={create.busy || change.busy}>
            {t('supply.save-plan')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function WhoAndWhere({ form }: { form: ReturnType<typeof usePlan> }) {
  const t = useT();
  const own = useSession().user.orgId;
  const seesOrgs = useCan(listOrganisations.name);
  const seesGrants = useCan(listGrants.name);
  const grants = useAsk(listGrants, { limit: 500, status: 'active' }, { enabled: seesGrants }).data?.rows ?? [];
  return (
    <>
      {/* A partner plans for itself: there is nothing to choose. */}
      {(seesOrgs || own === null) && (
        <RecordPicker
          kind="org"
          label={t('column.supply.list-plans.orgNames')}
          value={form.text.orgId}
          onChange={(id) => form.set({ orgId: id ?? '' })}
        />
      )}
      <TextInput
        label={t('column.supply.list-plans.agreement')}
        description={t('supply.agreement-hint')}
        withAsterisk
        dir="auto"
        value={form.text.agreement}
        onChange={(event) => form.set({ agreement: event.currentTarget.value })}
      />
      {seesGrants && (
        <Select
          label={t('supply.plan-grant')}
          description={t('supply.plan-grant-hint')}
          searchable
          clearable
          value={form.text.grantId || null}
          data={grants.map((row) => ({ value: row.id, label: `${row.code} · ${row.title}` }))}
          onChange={(grantId) => form.set({ grantId: grantId ?? '' })}
        />
      )}
      <Select
        label={t('column.supply.list-plans.sector')}
        withAsterisk
        allowDeselect={false}
        value={form.text.sector}
        data={sectors.map((value) => ({ value, label: t(`orgs.sector-${value}`) }))}
        onChange={(sector) => form.set({ sector: sector as Plan['sector'] })}
      />
      <RecordPicker
        kind="site"
        label={t('column.supply.list-plans.siteNames')}
        value={form.text.siteId}
        onChange={(id) => form.set({ siteId: id ?? '' })}
      />
    </>
  );
}

/** What was typed so far, and what it comes to. */
function usePlan(known: Plan | undefined) {
  const session = useSession();
  // A partner plans for itself; the mission's own people say for whom.
  const own = session.can(listOrganisations.name) ? null : session.user.orgId;
  const [text, setText] = useState({
    title: known?.title ?? '',
    orgId: known?.orgId ?? own ?? '',
    agreement: known?.agreement ?? '',
    grantId: known?.grant?.id ?? '',
    sector: known?.sector ?? ('nfi' as Plan['sector']),
    siteId: known?.siteId ?? '',
    givesOn: known?.givesOn ?? '',
    note: known?.note ?? '',
  });
  const [sizes, setSizes] = useState<SizeRow[]>(() => known?.sizes.map((row) => sizeRow(row)) ?? [sizeRow({ size: 5 })]);
  const [standards, setStandards] = useState<StandardRow[]>(() => standardsOf(known));
  const input = () => {
    const { note, grantId, ...said } = text;
    const parsed = createPlan.input.omit({ planId: true }).safeParse({
      ...said,
      ...(note ? { note } : {}),
      ...(grantId ? { grantId } : {}),
      households: sizes.map(({ size, households }) => ({ size, households })),
      standards: standards.map(({ item, qty, per, every, fromSize, toSize }) => ({
        itemId: item?.id,
        qty,
        per,
        every: per === 'household' ? 1 : every,
        fromSize,
        ...(toSize === undefined || toSize === '' ? {} : { toSize }),
      })),
    });
    return parsed.success ? parsed.data : undefined;
  };
  return {
    text,
    set: (change: Partial<typeof text>) => setText((now) => ({ ...now, ...change })),
    sizes,
    setSizes,
    standards,
    setStandards,
    input,
  };
}

function standardsOf(known: Plan | undefined): StandardRow[] {
  const items = new Map(known?.items.map((row) => [row.item.id, row.item]));
  return (
    known?.standards.map(({ itemId, toSize, ...row }) =>
      standardRow({ ...row, toSize: toSize ?? undefined, item: items.get(itemId) ?? null }),
    ) ?? [standardRow()]
  );
}

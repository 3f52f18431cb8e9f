import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import {
  Alert,
  Button,
  DateField,
  Group,
  NumberField,
  ProblemNotice,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Textarea,
} from '#foundation/web/ui/index.ts';
import { listOrganisations } from '#kernel/orgs/contract/organisations.ts';
import { listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { changeEvent, planEvent } from '../contract/events.ts';
import type { EventShown } from '../contract/events.ts';
import { listPackages } from '../contract/packages.ts';
import { LanesField, laneDraft } from './LanesField.tsx';
import type { LaneDraft } from './LanesField.tsx';
import { TeamField } from './TeamField.tsx';
import type { Member } from './TeamField.tsx';
import { nameIn } from './words.tsx';

export interface EventFormProps {
  readonly eventId: string;
  /** A known day that is changed. */
  readonly known?: EventShown;
  readonly onDone: () => void;
}

/** A distribution day as it is being planned. */
export function EventForm({ eventId, known, onDone }: EventFormProps) {
  const t = useT();
  const form = useDraft(known);
  const [placeId] = useState(() => newId());
  const [missing, setMissing] = useState(false);
  const plan = useSend(planEvent);
  const change = useSend(changeEvent);
  const problem = plan.problem ?? change.problem;
  const save = async () => {
    const input = form.input();
    setMissing(input === undefined);
    if (!input) return;
    const outcome = known
      ? await change.send({ eventId, version: known.version, ...input })
      : await plan.send({ eventId, placeId, ...input });
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
          <Alert color="person" role="alert" title={t('assistance.form-incomplete')}>
            {t('assistance.event-incomplete')}
          </Alert>
        )}
        <TextInput
          label={t('column.assistance.list-events.title')}
          withAsterisk
          dir="auto"
          value={form.text.title}
          onChange={(event) => form.set({ title: event.currentTarget.value })}
        />
        <DateField
          label={t('column.assistance.list-events.givesOn')}
          withAsterisk
          value={form.text.givesOn}
          onChange={(givesOn) => form.set({ givesOn })}
        />
        <WhoAndWhat form={form} />
        <ForWhom form={form} />
        <LanesField lanes={form.lanes} onChange={form.setLanes} />
        <TeamField team={form.team} onChange={form.setTeam} />
        <TextInput
          label={t('assistance.plan-number')}
          description={t('assistance.plan-number-hint')}
          value={form.text.planNumber}
          onChange={(event) => form.set({ planNumber: event.currentTarget.value })}
        />
        <Textarea
          label={t('field.note')}
          autosize
          minRows={2}
          dir="auto"
          value={form.text.note}
          onChange={(event) => form.set({ note: event.currentTarget.value })}
        />
        <Group>
          <Button type="submit" loading={plan.busy || change.busy}>
            {t(known ? 'command.assistance.change-event' : 'command.assistance.plan-event')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Form = ReturnType<typeof useDraft>;

function WhoAndWhat({ form }: { form: Form }) {
  const t = useT();
  const session = useSession();
  const packages = useAsk(listPackages, { status: 'active', limit: 200 }).data?.rows ?? [];
  const stores =
    useAsk(listPlaces, { root: true, status: 'open', kinds: ['partner-store', 'delivery-point', 'warehouse', 'hub'], limit: 500 }).data
      ?.rows ?? [];
  return (
    <>
      <Select
        label={t('column.assistance.list-events.packageNames')}
        withAsterisk
        searchable
        value={form.text.packageId || null}
        data={packages.map((row) => ({ value: row.id, label: `${row.code} · ${nameIn(row.names)}` }))}
        onChange={(packageId) => form.set({ packageId: packageId ?? '' })}
      />
      {(session.can(listOrganisations.name) || session.user.orgId === null) && (
        <RecordPicker
          kind="org"
          required
          label={t('column.assistance.list-events.orgNames')}
          value={form.text.orgId}
          onChange={(id) => form.set({ orgId: id ?? '' })}
        />
      )}
      <RecordPicker
        kind="site"
        only={{ serves: 'people' }}
        required
        label={t('column.assistance.list-events.siteNames')}
        value={form.text.siteId}
        onChange={(id) => form.set({ siteId: id ?? '' })}
      />
      <Select
        label={t('assistance.store')}
        description={t('assistance.store-hint')}
        withAsterisk
        searchable
        value={form.text.storeId || null}
        data={stores
          // A day's own place is no store for another.
          .filter((row) => !row.code.startsWith('DE-'))
          .map((row) => ({
            value: row.id,
            label: `${row.code} · ${nameIn({ en: row.nameEn, ...(row.nameTr ? { tr: row.nameTr } : {}), ...(row.nameAr ? { ar: row.nameAr } : {}) })}`,
          }))}
        onChange={(storeId) => form.set({ storeId: storeId ?? '' })}
      />
    </>
  );
}

function ForWhom({ form }: { form: Form }) {
  const t = useT();
  const { admits } = form.text;
  return (
    <Stack gap="xs">
      <Text fw={500} size="sm">
        {t('assistance.for-whom')}
      </Text>
      <SegmentedControl
        value={admits}
        data={(['list', 'rule'] as const).map((value) => ({ value, label: t(`assistance.admits-${value}`) }))}
        onChange={(value) => form.set({ admits: value as typeof admits })}
      />
      <Text size="sm" c="dimmed">
        {t(`assistance.admits-${admits}-text`)}
      </Text>
      {admits === 'rule' && (
        <NumberField
          label={t('assistance.expected')}
          withAsterisk
          unit={t('assistance.unit-households')}
          value={form.text.expected}
          onChange={(expected) => form.set({ expected })}
        />
      )}
    </Stack>
  );
}

/** What was typed so far, and what it comes to. */
function useDraft(known: EventShown | undefined) {
  const session = useSession();
  const own = session.can(listOrganisations.name) ? null : session.user.orgId;
  const [text, setText] = useState({
    title: known?.title ?? '',
    packageId: known?.packageId ?? '',
    admits: known?.admits ?? ('list' as EventShown['admits']),
    orgId: known?.orgId ?? own ?? '',
    siteId: known?.siteId ?? '',
    storeId: known?.storeId ?? '',
    givesOn: known?.givesOn ?? '',
    expected: (known?.admits === 'rule' ? known.expected : undefined) as number | string | undefined,
    planNumber: known?.planNumber ?? '',
    note: known?.note ?? '',
  });
  const [lanes, setLanes] = useState<LaneDraft[]>(
    () => known?.lanes.map((lane) => ({ laneId: lane.id, no: lane.no, kind: lane.kind })) ?? [laneDraft(1), laneDraft(2, 'priority')],
  );
  const [team, setTeam] = useState<readonly Member[]>(known?.team ?? []);
  const input = () => {
    const { note, planNumber, expected, ...said } = text;
    const parsed = planEvent.input.omit({ eventId: true, placeId: true }).safeParse({
      ...said,
      ...(note ? { note } : {}),
      ...(planNumber ? { planNumber } : {}),
      ...(said.admits === 'rule' ? { expected } : {}),
      lanes,
      team: team.map((one) => one.id),
    });
    return parsed.success && (said.admits === 'list' || typeof expected === 'number') ? parsed.data : undefined;
  };
  return { text, set: (change: Partial<typeof text>) => setText((now) => ({ ...now, ...change })), lanes, setLanes, team, setTeam, input };
}

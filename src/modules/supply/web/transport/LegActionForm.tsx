import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { Alert, Button, CommandForm, Group, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { addCustomsPaper, paperKinds } from '../../contract/transport/border.ts';
import { cancelLeg, loadTruck, recordDeparture, recordLoading, rerouteLeg } from '../../contract/transport/legs.ts';
import { recordPassage, recordSeals } from '../../contract/transport/road.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import type { LegAction } from './actions.ts';
import { CrossLoadForm } from './CrossLoadForm.tsx';
import { CrossingField } from './crossing.tsx';
import { FromPaper } from '../papers/FromPaper.tsx';
import { LineScan } from '../scan/LineScan.tsx';
import { CountTable, SealsField, countOf, findables, sealsOf } from './fields.tsx';
import type { Counts } from './fields.tsx';
import { LegForm } from './LegForm.tsx';
import { LossForm } from './LossForm.tsx';
import { MomentField, useMoment } from './moment.tsx';
import { aboardRows } from './rows.ts';

export interface ActionProps {
  readonly action: LegAction;
  readonly leg: LegShownRow;
  readonly shipment: ShipmentShown;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The form of one thing that is done with a truck. */
export function LegActionForm(props: ActionProps) {
  const { action } = props;
  if (action === 'load' || action === 'record-loading' || action === 'depart') return <LoadForm {...props} />;
  if (action === 'cross-load') return <CrossLoadForm {...props} />;
  if (action === 'loss') return <LossForm {...props} />;
  if (action === 'change') return <LegForm shipment={props.shipment} leg={props.leg} onDone={props.onDone} />;
  if (action === 'receive') return <GoReceive {...props} />;
  return <PlainForm {...props} />;
}

/** Counting has a page of its own, the same that the partner sees. */
function GoReceive({ leg }: ActionProps) {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to: `/supply/incoming/${leg.id}` }), [leg.id, navigate]);
  return null;
}

function LoadForm({ action, leg, shipment, onDone, onCancel }: ActionProps) {
  const t = useT();
  const def = action === 'load' ? loadTruck : action === 'depart' ? recordDeparture : recordLoading;
  const { send, busy, problem } = useSend(def);
  const moment = useMoment();
  const [seals, setSeals] = useState('');
  const [fromPaper, setFromPaper] = useState(false);
  const [documentId] = useState(newId);
  const untold = leg.lines.some((line) => line.planned > 0 && line.loaded === null);
  const rows = untold ? aboardRows(leg, shipment) : [];
  const [counts, setCounts] = useState<Counts>(() => Object.fromEntries(rows.map((row) => [row.lineId, { on: row.base }])));
  const lines = rows.map(({ lineId }) => ({ lineId, qty: countOf(counts, lineId, 'on') })).filter((row) => row.qty > 0);
  const asPlanned = rows.every((row) => countOf(counts, row.lineId, 'on') === row.base);
  const submit = async () => {
    const input = {
      legId: leg.id,
      documentId,
      seals: sealsOf(seals),
      fromPaper: fromPaper && rows.length > 0,
      ...(asPlanned ? {} : { lines }),
    };
    const outcome = await send(input, moment.at ? { occurredAt: moment.at } : {});
    if (outcome && outcome.state !== 'refused') onDone();
  };
  return (
    <Stack>
      <Text c="dimmed">{t(`supply.text-${action}`)}</Text>
      {action === 'depart' && untold && <Alert color="waiting" title={t('supply.departs-unloaded')} />}
      {problem && <ProblemNotice problem={problem} />}
      {action !== 'load' && <MomentField value={moment.local} onChange={moment.set} />}
      {rows.length > 0 && (
        <>
          <LineScan lines={findables(rows, shipment.units)} />
          <CountTable
            rows={rows}
            base={t('supply.planned')}
            columns={[{ key: 'on', label: t('supply.goes-on') }]}
            counts={counts}
            onChange={setCounts}
          />
        </>
      )}
      <SealsField label={t('supply.seals-put')} value={seals} onChange={setSeals} />
      {rows.length > 0 && <FromPaper checked={fromPaper} onChange={setFromPaper} />}
      <Group>
        <Button loading={busy} disabled={rows.length > 0 && lines.length === 0} onClick={() => void submit()}>
          {t(`command.${def.name}`)}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

const isFact = (action: LegAction) => ['at-crossing', 'crossed', 'arrived', 'turned-back', 'seals'].includes(action);

/** What needs no table: passing, seals, customs, another way, taking off the plan. */
function PlainForm({ action, leg, onDone, onCancel }: ActionProps) {
  const t = useT();
  const moment = useMoment();
  const [fixed] = useState(() => ({ legId: leg.id, ...(action === 'customs' ? { paperId: newId() } : {}) }));
  const shared = { onDone, onCancel, occurredAt: isFact(action) ? moment.at : undefined };
  const seals = (name: string): FieldSpec => ({
    name,
    kind: 'own',
    label: t(`supply.seals-${name}`),
    render: (field) => <SealsInput label={field.label} onChange={field.onChange} />,
  });
  const reason: FieldSpec = { name: 'reason', kind: 'long', label: t('field.reason'), required: true };
  return (
    <Stack>
      {isFact(action) && <MomentField value={moment.local} onChange={moment.set} />}
      {action === 'seals' && (
        <CommandForm def={recordSeals} fixed={fixed} initial={{}} {...shared} fields={[seals('broken'), seals('put'), reason]} />
      )}
      {action === 'cancel' && <CommandForm def={cancelLeg} fixed={fixed} initial={{}} {...shared} fields={[reason]} />}
      {action === 'customs' && <CustomsForm fixed={fixed} {...shared} />}
      {action === 'reroute' && <RerouteForm leg={leg} {...shared} />}
      {['at-crossing', 'crossed', 'arrived', 'turned-back'].includes(action) && (
        <CommandForm
          def={recordPassage}
          fixed={{ ...fixed, passage: action }}
          initial={{}}
          {...shared}
          submitLabel={t(`supply.do-${action}`)}
          fields={[{ name: 'note', kind: 'long', label: t('field.note') }]}
        />
      )}
    </Stack>
  );
}

function SealsInput({ label, onChange }: { label: string; onChange: (value: unknown) => void }) {
  const [text, setText] = useState('');
  return (
    <SealsField
      label={label}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(sealsOf(next));
      }}
    />
  );
}

interface Shared {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function CustomsForm({ fixed, ...shared }: Shared & { fixed: Readonly<Record<string, unknown>> }) {
  const t = useT();
  return (
    <CommandForm
      def={addCustomsPaper}
      fixed={fixed}
      initial={{ kind: 'declaration' }}
      {...shared}
      fields={[
        {
          name: 'kind',
          kind: 'choice',
          label: t('supply.customs-kind'),
          required: true,
          choices: paperKinds.map((value) => ({ value, label: t(`supply.paper-${value}`) })),
        },
        { name: 'reference', kind: 'text', label: t('supply.reference'), required: true },
        { name: 'issuedOn', kind: 'date', label: t('supply.issued-on'), required: true },
        { name: 'note', kind: 'long', label: t('field.note') },
      ]}
    />
  );
}

function RerouteForm({ leg, ...shared }: Shared & { leg: LegShownRow }) {
  const t = useT();
  const [day, setDay] = useState(leg.crossingDay ?? '');
  return (
    <CommandForm
      def={rerouteLeg}
      onValues={(values) => setDay(typeof values['crossingDay'] === 'string' ? values['crossingDay'] : '')}
      fixed={{ legId: leg.id }}
      initial={{ toPlaceId: leg.to.id, crossingId: leg.crossingId ?? '', crossingDay: leg.crossingDay ?? '' }}
      {...shared}
      fields={[
        {
          name: 'toPlaceId',
          kind: 'own',
          label: t('supply.to'),
          render: (field) => (
            <RecordPicker
              kind="stock-place"
              label={field.label}
              error={field.error}
              value={typeof field.value === 'string' ? field.value : ''}
              onChange={(id) => field.onChange(id)}
            />
          ),
        },
        {
          name: 'crossingId',
          kind: 'own',
          label: t('supply.crossing-or-none'),
          render: (field) => <CrossingField {...field} day={day || undefined} />,
        },
        { name: 'crossingDay', kind: 'date', label: t('supply.crossing-day') },
        { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
      ]}
    />
  );
}

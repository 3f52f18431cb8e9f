import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  ExportButton,
  Facts,
  Lines,
  Modal,
  Page,
  ProblemNotice,
  SegmentedControl,
  Stack,
  Text,
  Title,
  Waiting,
  When,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { correctLot, getLot } from '../contract/lots.ts';
import { listLotMoves, traceLot } from '../contract/stock.ts';
import { LotForm } from './LotForm.tsx';
import { SideWords } from './SideWords.tsx';
import { namesOf } from './names.ts';
import { useDay, useDocumentWords, useMeasures } from './words.tsx';

type Trace = z.output<typeof traceLot.output>;

/** One lot: what stands on its label, where it came from, what it went into, where it is. */
export default function LotPage() {
  const t = useT();
  const navigate = useNavigate();
  const { lotId } = useParams({ strict: false }) as { lotId: string };
  const lot = useAsk(getLot, { lotId });
  const [direction, setDirection] = useState<'forward' | 'back'>('forward');
  const trace = useAsk(traceLot, { lotId, direction }, { keepPrevious: true });
  const [asked, setAsked] = useState(false);
  if (lot.error)
    return (
      <Page title={t('page.goods.lot')}>
        <ProblemNotice problem={lot.error.body} retry={() => void lot.refetch()} />
      </Page>
    );
  if (!lot.data) return <Waiting />;
  const at = lot.data;
  return (
    <Page
      title={
        <>
          {t(at.tracking === 'serial' ? 'goods.serial' : 'goods.lot')} <span className="kv-code">{at.code}</span>
        </>
      }
      subtitle={<bdi>{namesOf(at.itemNames)}</bdi>}
      crumbs={[crumb(t('page.goods.stock'), '/goods/stock', navigate), crumb(namesOf(at.itemNames), `/goods/items/${at.itemId}`, navigate)]}
      actions={
        <>
          <ExportButton query={listLotMoves} input={{ lotId, direction }} />
          <Button variant="default" onClick={() => void navigate({ to: `/goods/stock?lot=${lotId}&by=item,place,lot,grant,condition` })}>
            {t('page.goods.stock')}
          </Button>
          {at.abilities.includes(correctLot.name) && <Button onClick={() => setAsked(true)}>{t('command.goods.correct-lot')}</Button>}
        </>
      }
    >
      {at.recalledAt && (
        <Alert color="person" title={t('goods.lot-recalled')}>
          <bdi>{at.recallReason}</bdi>
        </Alert>
      )}
      <LotFacts lot={at} />
      <SegmentedControl
        className="kv-noprint"
        value={direction}
        onChange={(value) => setDirection(value as 'forward')}
        data={(['forward', 'back'] as const).map((value) => ({ value, label: t(`goods.trace-${value}`) }))}
      />
      {trace.error && <ProblemNotice problem={trace.error.body} retry={() => void trace.refetch()} />}
      {trace.data && <TraceParts trace={trace.data} />}
      <RecordPanels subject={{ kind: 'lot', id: lotId }} />
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('command.goods.correct-lot')}>
        <LotForm
          lot={at}
          onDone={() => {
            setAsked(false);
            tell(t('goods.changed'));
            void lot.refetch();
          }}
        />
      </Modal>
    </Page>
  );
}

function LotFacts({ lot }: { lot: z.output<typeof getLot.output> }) {
  const t = useT();
  const day = useDay();
  const { figures } = useMeasures();
  const cost = lot.unitCost && `${figures(lot.unitCost.minor / 100, 2)} ${lot.unitCost.currency}`;
  return (
    <Facts
      items={[
        {
          label: t('column.goods.list-stock.itemNames'),
          value: <RecordName kind="item" id={lot.itemId} />,
        },
        { label: t('column.goods.list-stock.expiresOn'), value: day(lot.expiresOn) },
        { label: t('goods.made-on'), value: day(lot.madeOn) },
        { label: t('column.goods.list-stock.receivedOn'), value: day(lot.receivedOn) },
        { label: t('goods.supplier'), value: lot.supplierId && <bdi>{namesOf(lot.supplierNames)}</bdi> },
        { label: t('goods.supplier-ref'), value: lot.supplierRef && <bdi>{lot.supplierRef}</bdi> },
        ...(cost ? [{ label: t('goods.unit-cost'), value: cost }] : []),
        ...(lot.note ? [{ label: t('field.note'), value: <bdi>{lot.note}</bdi> }] : []),
      ]}
    />
  );
}

function TraceParts({ trace }: { trace: Trace }) {
  const t = useT();
  return (
    <Stack>
      {trace.lots.length > 1 && <Kin lots={trace.lots.slice(1)} />}
      <div>
        <Title order={2} mb="xs">
          {t('goods.where-now')}
        </Title>
        <Ends ends={trace.ends} several={trace.lots.length > 1} />
      </div>
      <div>
        <Title order={2} mb="xs">
          {t('goods.its-way')}
        </Title>
        <Steps steps={trace.steps} several={trace.lots.length > 1} />
        {trace.more && (
          <Text size="sm" c="dimmed">
            {t('goods.more-steps')}
          </Text>
        )}
      </div>
    </Stack>
  );
}

function Kin({ lots }: { lots: Trace['lots'] }) {
  const t = useT();
  const { quantity } = useMeasures();
  return (
    <div>
      <Title order={2} mb="xs">
        {t('goods.kin')}
      </Title>
      {lots.map((lot) => (
        <Text key={lot.id} ps={(lot.far - 1) * 20}>
          <Link to={`/goods/lots/${lot.id}`} className="kv-opens">
            <span className="kv-code">{lot.code}</span>
          </Link>{' '}
          <bdi>{namesOf(lot.itemNames)}</bdi>
          {lot.holds !== null && (
            <Text span size="sm" c="dimmed">
              {' '}
              {t('goods.holds', { qty: quantity(lot.holds, lot.unit) })}
            </Text>
          )}
          {Object.keys(lot.supplierNames).length > 0 && (
            <Text span size="sm" c="dimmed">
              {' · '}
              <bdi>{namesOf(lot.supplierNames)}</bdi>
            </Text>
          )}
        </Text>
      ))}
    </div>
  );
}

function Ends({ ends, several }: { ends: Trace['ends']; several: boolean }) {
  const t = useT();
  const { quantity } = useMeasures();
  if (ends.length === 0) return <Text c="dimmed">{t('goods.nothing-left')}</Text>;
  return (
    <Lines
      label={t('goods.where-now')}
      rows={ends}
      rowKey={(end) => [end.lotId, end.virtual, end.placeId, end.condition].join()}
      columns={[
        {
          key: 'place',
          title: t('goods.where-now'),
          wraps: true,
          cell: (end) => (
            <span>
              <SideWords side={{ ...end, grantCode: null }} /> {end.placeId && <bdi>{namesOf(end.placeNames)}</bdi>}
            </span>
          ),
        },
        ...(several
          ? [{ key: 'lot', title: t('goods.lot'), cell: (end: Trace['ends'][number]) => <span className="kv-code">{end.lotCode}</span> }]
          : []),
        { key: 'qty', title: t('column.goods.list-lot-moves.qty'), number: true, cell: (end) => quantity(end.qty, end.unit) },
      ]}
    />
  );
}

/** On a phone a card's cell holds its words together. */
const Side = ({ side }: { side: Trace['steps'][number]['from'] }) => (
  <span>
    <SideWords side={side} />
  </span>
);

function Steps({ steps, several }: { steps: Trace['steps']; several: boolean }) {
  const t = useT();
  const { quantity } = useMeasures();
  const words = useDocumentWords();
  return (
    <Lines
      label={t('goods.its-way')}
      rows={steps}
      rowKey={(step) => step.key}
      columns={[
        {
          key: 'kind',
          title: t('column.goods.list-lot-moves.kind'),
          cell: (step) => (
            <Link to={`/goods/documents/${step.documentId}`} className="kv-opens">
              {words(step.kind)}
            </Link>
          ),
        },
        { key: 'at', title: t('column.goods.list-lot-moves.occurredAt'), cell: (step) => <When at={step.occurredAt} /> },
        ...(several
          ? [{ key: 'lot', title: t('goods.lot'), cell: (step: Trace['steps'][number]) => <span className="kv-code">{step.lotCode}</span> }]
          : []),
        { key: 'from', title: t('column.goods.list-lot-moves.fromCode'), cell: (step) => <Side side={step.from} /> },
        { key: 'to', title: t('column.goods.list-lot-moves.toCode'), cell: (step) => <Side side={step.to} /> },
        { key: 'qty', title: t('column.goods.list-lot-moves.qty'), number: true, cell: (step) => quantity(step.qty, step.unit) },
      ]}
    />
  );
}

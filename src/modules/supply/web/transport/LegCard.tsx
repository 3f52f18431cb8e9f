import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { useProblemWords } from '#foundation/web/problem-words.ts';
import { Alert, Anchor, Button, Grid, Group, Modal, Paper, Stack, Status, Text, Timeline, When } from '#foundation/web/ui/index.ts';
import { OpenExceptions } from '#kernel/exceptions/web/index.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import { TruckPapers } from '../papers/TruckPapers.tsx';
import { actionsOf, gateShut, nextOf, notAccepted } from './actions.ts';
import type { LegAction } from './actions.ts';
import { SheetCheck } from './SheetCheck.tsx';
import { TripLinks } from './TripLinks.tsx';
import { listNotifications } from '../../contract/transport/border.ts';
import { loadTruck } from '../../contract/transport/legs.ts';
import { giveTripLink } from '../../contract/transport/trip-links.ts';
import { LegActionForm } from './LegActionForm.tsx';
import { LegLines } from './LegLines.tsx';
import { Way, Fill, LegStatus, nameIn, useDay } from './words.tsx';

/** The lists for the border, for whoever keeps them. */
function ToLists() {
  const t = useT();
  if (!useCan(listNotifications.permission)) return null;
  return (
    <Text size="sm" mt={4}>
      <Link to="/supply/notifications" className="kv-opens">
        {t('page.supply.notifications')}
      </Link>
    </Text>
  );
}

export interface LegProps {
  readonly leg: LegShownRow;
  readonly shipment: ShipmentShown;
  readonly onDone: () => void;
}

/** One truck: its load, its papers, what happened to it, and the one thing to do now. */
export function LegCard({ leg, shipment, onDone }: LegProps) {
  const t = useT();
  const words = useProblemWords();
  const [asked, setAsked] = useState<LegAction | null>(null);
  const [open, setOpen] = useState(false);
  const [linking, setLinking] = useState(false);
  const mayLink = shipment.abilities.includes(giveTripLink.name) && leg.state !== 'cancelled';
  const next = nextOf(leg, shipment.abilities);
  const others = actionsOf(leg, shipment.abilities).filter((action) => action !== next);
  return (
    <Paper p="md" id={leg.id} withBorder>
      <Group justify="space-between" gap="sm" wrap="wrap" align="flex-start">
        <div>
          <Group gap="sm">
            <Text fw={600} size="lg" className="kv-code">
              <bdi>{leg.plate}</bdi>
            </Text>
            <LegStatus state={leg.state} />
          </Group>
          <Text size="sm">
            <Way from={leg.from} to={leg.to} />
          </Text>
          <Text size="sm" c="dimmed">
            <span className="kv-code">{leg.waybill}</span> · <bdi>{nameIn(leg.transporter)}</bdi>
          </Text>
        </div>
        {next && (
          <Button onClick={() => setAsked(next)} className="kv-noprint">
            {t(`supply.do-${next}`)}
          </Button>
        )}
      </Group>
      <Suspense fallback={null}>
        <OpenExceptions subject={{ kind: 'shipment-leg', id: leg.id }} />
      </Suspense>
      {leg.state === 'turned-back' && <Alert color="person" mt="sm" title={t('supply.next-turned-back')} />}
      {gateShut(leg) && leg.state !== 'planned' && <Alert color="waiting" mt="sm" title={t('supply.next-gate-closed')} />}
      {notAccepted(leg) && !gateShut(leg) && (
        <Alert color="waiting" mt="sm" title={t('supply.not-to-leave-now')}>
          {t('supply.not-to-leave-text')}
        </Alert>
      )}
      {leg.notToLoad && takesFromStore(leg) && shipment.abilities.includes(loadTruck.name) && (
        <Alert color="waiting" mt="sm" title={t('supply.not-to-load-now')}>
          {words(leg.notToLoad.code, leg.notToLoad.figures)}
          {leg.notToLoad.code === 'supply.not-notified' && <ToLists />}
        </Alert>
      )}
      {leg.facts.map((fact) => (
        <SheetCheck key={fact.id} fact={fact} leg={leg} shipment={shipment} onDone={onDone} />
      ))}
      <Grid gap="md" mt="sm">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <LegLines leg={leg} shipment={shipment} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <LegFacts leg={leg} shipment={shipment} />
        </Grid.Col>
      </Grid>
      <Group gap="xs" mt="sm" className="kv-noprint">
        {others.map((action) => (
          <Button key={action} size="xs" variant="default" onClick={() => setAsked(action)}>
            {t(`supply.do-${action}`)}
          </Button>
        ))}
        {mayLink && (
          <Button size="xs" variant="default" onClick={() => setLinking(true)}>
            {t('supply.trip-link')}
          </Button>
        )}
        {leg.facts.length > 0 && (
          <Button size="xs" variant="subtle" onClick={() => setOpen((now) => !now)} aria-expanded={open}>
            {t(open ? 'supply.hide-history' : 'supply.show-history', { count: leg.facts.length })}
          </Button>
        )}
      </Group>
      {leg.state !== 'cancelled' && (
        <div className="kv-noprint" style={{ marginTop: 12 }}>
          <TruckPapers truck={{ shipmentId: shipment.id, legId: leg.id }} wayChangedAt={wayChangedAt(leg)} />
        </div>
      )}
      {open && <LegHistory leg={leg} />}
      <Modal opened={linking} onClose={() => setLinking(false)} title={`${t('supply.trip-link')}: ${leg.plate}`} size="lg">
        {linking && <TripLinks leg={leg} receivable={leg.to.id === shipment.consignee.id} />}
      </Modal>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked && `${t(`supply.do-${asked}`)}: ${leg.plate}`}
        size={sizeOf(asked)}
      >
        {asked && (
          <LegActionForm
            action={asked}
            leg={leg}
            shipment={shipment}
            onCancel={() => setAsked(null)}
            onDone={() => {
              setAsked(null);
              onDone();
            }}
          />
        )}
      </Modal>
    </Paper>
  );
}

/** When it was last given another way. */
const wayChangedAt = (leg: LegShownRow): string | undefined =>
  leg.facts
    .filter((fact) => fact.kind === 'rerouted')
    .map((fact) => fact.recordedAt)
    .toSorted()
    .at(-1);

/** At the hub trucks take over what others bring: there is nothing to load before that. */
const takesFromStore = (leg: LegShownRow) => leg.from.kind !== 'hub' || leg.lines.some((line) => line.planned > 0);

function LegFacts({ leg, shipment }: Omit<LegProps, 'onDone'>) {
  const t = useT();
  const day = useDay();
  const parents = shipment.legs.filter((other) => leg.parents.includes(other.id));
  return (
    <Stack gap={6}>
      <Fill label={t('supply.weight')} used={leg.kg} most={leg.maxKg} unit={t('goods.unit-kg')} />
      <Fill
        label={t('supply.volume')}
        used={Math.ceil(leg.litres / 1000)}
        most={Math.floor(leg.maxLitres / 1000)}
        unit={t('goods.unit-m3')}
      />
      {leg.crossingId && (
        <Text size="sm">
          {t('supply.crosses', { crossing: nameIn(leg.crossingNames), day: day(leg.crossingDay) })}{' '}
          {leg.crossingStatus === 'closed' && <Status tone="person">{t('supply.gate-closed')}</Status>}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t(leg.departedAt ? 'supply.left-at' : 'supply.to-leave-at')}: <When at={leg.departedAt ?? leg.plannedAt} />
      </Text>
      {leg.seals.length > 0 && (
        <Text size="sm">
          {t('supply.seals')}: <bdi className="kv-code">{leg.seals.join(' · ')}</bdi>
        </Text>
      )}
      {leg.papers.map((paper) => (
        <Text key={paper.id} size="sm">
          {t(`supply.paper-${paper.kind}`)}: <bdi className="kv-code">{paper.reference}</bdi>
        </Text>
      ))}
      {parents.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('supply.took-over-from')}{' '}
          {parents.map((other) => (
            <Anchor key={other.id} href={`#${other.id}`} className="kv-code" me={6}>
              {other.plate}
            </Anchor>
          ))}
        </Text>
      )}
    </Stack>
  );
}

function LegHistory({ leg }: { leg: LegShownRow }) {
  const t = useT();
  return (
    <Timeline
      items={leg.facts.map((fact) => ({
        id: fact.id,
        at: fact.at,
        title: t(`supply.fact-${fact.kind}`),
        by: fact.by,
        tone: fact.kind === 'loss' || fact.kind === 'turned-back' ? ('person' as const) : ('settled' as const),
        detail: <FactDetail data={fact.data} documentId={fact.documentId} />,
      }))}
    />
  );
}

/** What was said besides: a note, a reason, seals, the monitors' sheet. */
function FactDetail({ data, documentId }: { data: Readonly<Record<string, unknown>>; documentId: string | null }) {
  const t = useT();
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : null);
  const cause = text('cause');
  const seals = (key: string) => (Array.isArray(data[key]) && data[key].length > 0 ? data[key].join(' · ') : null);
  const said = text('note') ?? text('reason');
  return (
    <>
      {cause && <Text size="sm">{t(`supply.cause-${cause}`)}</Text>}
      {said && (
        <Text size="sm">
          <bdi>{said}</bdi>
        </Text>
      )}
      {text('sheet') && (
        <Text size="sm">
          {t('supply.sheet')}: <bdi className="kv-code">{text('sheet')}</bdi>
        </Text>
      )}
      {seals('broken') && (
        <Text size="sm">
          {t('supply.seals-broken')}: <bdi className="kv-code">{seals('broken')}</bdi>
        </Text>
      )}
      {seals('put') && (
        <Text size="sm">
          {t('supply.seals-put')}: <bdi className="kv-code">{seals('put')}</bdi>
        </Text>
      )}
      {documentId && (
        <Text size="xs" c="dimmed">
          <Link to={`/goods/documents/${documentId}`} className="kv-opens">
            {t('supply.open-booking')}
          </Link>
        </Text>
      )}
    </>
  );
}

/** Forms with a table of lines need room for it. */
function sizeOf(action: LegAction | null): 'md' | 'lg' | 'xl' {
  if (action === 'cross-load' || action === 'loss' || action === 'change') return 'xl';
  return action === 'load' || action === 'record-loading' || action === 'depart' ? 'lg' : 'md';
}

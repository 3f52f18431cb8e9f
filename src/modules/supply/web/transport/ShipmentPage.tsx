import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import {
  Alert,
  Anchor,
  Button,
  CommandForm,
  Facts,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { planLeg } from '../../contract/transport/legs.ts';
import { cancelShipment, getShipment } from '../../contract/transport/shipments.ts';
import type { ShipmentShown } from '../../contract/transport/shipments.ts';
import { LegCard } from './LegCard.tsx';
import { LegForm } from './LegForm.tsx';
import { ShipmentLines } from './ShipmentLines.tsx';
import { Units } from './Units.tsx';
import { endedWords } from './rows.ts';
import { Way, DiscrepancyStatus, ShipmentStatus, isEnded, nameIn, useDay } from './words.tsx';

/** One consignment: what it carries, its trucks one under the other, and what is to be done next with each. */
export default function ShipmentPage() {
  const t = useT();
  const navigate = useNavigate();
  const { shipmentId } = useParams({ strict: false }) as { shipmentId: string };
  const shipment = useAsk(getShipment, { shipmentId });
  const [asked, setAsked] = useState<'truck' | 'cancel' | null>(null);
  if (shipment.error)
    return (
      <Page title={t('page.supply.shipment')}>
        <ProblemNotice problem={shipment.error.body} retry={() => void shipment.refetch()} />
      </Page>
    );
  if (!shipment.data) return <Waiting />;
  const at = shipment.data;
  const may = (name: string) => at.state !== 'cancelled' && at.abilities.includes(name);
  const done = () => {
    setAsked(null);
    tell(t('supply.saved'));
    void shipment.refetch();
  };
  return (
    <Page
      title={<span className="kv-code">{at.number}</span>}
      subtitle={
        <>
          <Way from={at.origin} to={at.consignee} /> <ShipmentStatus state={at.state} />
        </>
      }
      crumbs={[crumb(t('page.supply.shipments'), '/supply/shipments', navigate)]}
      actions={
        <>
          {may(cancelShipment.name) && at.state === 'planned' && (
            <Button variant="default" onClick={() => setAsked('cancel')}>
              {t('command.supply.cancel-shipment')}
            </Button>
          )}
          {may(planLeg.name) && !isEnded(at) && (
            <Button onClick={() => setAsked('truck')} variant={at.legs.length > 0 ? 'default' : 'filled'}>
              {t('command.supply.plan-leg')}
            </Button>
          )}
        </>
      }
    >
      {at.state === 'returned' && (
        <Alert color="waiting" title={t('supply.all-came-back')}>
          {t('supply.all-came-back-text', { place: nameIn(at.origin) })}
        </Alert>
      )}
      {at.waived && <Alert color="waiting" title={t('supply.waived')} />}
      {at.cancelReason && <Alert color="stopped" title={at.cancelReason} />}
      <ShipmentFacts at={at} />
      <ShipmentLines lines={at.lines} />
      <Stack gap="md">
        <Title order={2}>{t('supply.trucks')}</Title>
        {at.legs.length === 0 && <Text c="dimmed">{t('supply.no-legs')}</Text>}
        {at.legs.map((leg) => (
          <LegCard key={leg.id} leg={leg} shipment={at} onDone={done} />
        ))}
      </Stack>
      <Units shipment={at} may={may} onDone={done} />
      <RecordPanels subject={{ kind: 'shipment', id: shipmentId }} />
      <Modal opened={asked === 'truck'} onClose={() => setAsked(null)} title={t('command.supply.plan-leg')} size="xl">
        <LegForm shipment={at} onDone={done} />
      </Modal>
      <Modal opened={asked === 'cancel'} onClose={() => setAsked(null)} title={t('command.supply.cancel-shipment')}>
        <CommandForm
          def={cancelShipment}
          fixed={{ shipmentId }}
          initial={{}}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
        />
      </Modal>
    </Page>
  );
}

function ShipmentFacts({ at }: { at: ShipmentShown }) {
  const t = useT();
  const ended = endedWords(at);
  const day = useDay();
  const navigate = useNavigate();
  const go = (href: string) => (event: React.MouseEvent) => {
    event.preventDefault();
    void navigate({ to: href });
  };
  return (
    <Stack gap="sm">
      <Facts
        items={[
          { label: t('supply.planned-on'), value: day(at.plannedOn) },
          { label: t('supply.consignee-org'), value: at.consigneeOrg ? <bdi>{nameIn(at.consigneeOrg)}</bdi> : t('supply.own-store') },
          { label: t('field.note'), value: at.note ? <bdi>{at.note}</bdi> : null },
          {
            label: t('supply.receipts'),
            value:
              at.deliveries.length === 0 ? null : (
                <Stack gap={2}>
                  {at.deliveries.map((row) => (
                    <Anchor key={row.id} href={`/supply/incoming/${row.legId}`} onClick={go(`/supply/incoming/${row.legId}`)}>
                      <span className="kv-code">{row.number}</span> · {t(`supply.side-${row.side}`)}
                    </Anchor>
                  ))}
                </Stack>
              ),
          },
        ]}
      />
      {at.discrepancies.length > 0 && (
        <Paper p="md">
          <Title order={3} mb="xs">
            {t('page.supply.discrepancies')}
          </Title>
          <Stack gap={4}>
            {at.discrepancies.map((row) => (
              <Group key={row.id} gap="xs">
                <Anchor href={`/supply/discrepancies/${row.id}`} onClick={go(`/supply/discrepancies/${row.id}`)}>
                  <span className="kv-code">{row.number}</span>
                </Anchor>
                <Text size="sm" c="dimmed">
                  {t(`supply.stage-${row.stage}`)}
                </Text>
                <DiscrepancyStatus state={row.state} />
              </Group>
            ))}
          </Stack>
        </Paper>
      )}
      {ended && <Status tone="settled">{t(ended)}</Status>}
    </Stack>
  );
}

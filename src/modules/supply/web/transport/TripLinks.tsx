import { useState } from 'react';
import { newGuestToken } from '#kernel/access/domain/guest-passes.ts';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Button, Group, ProblemNotice, Select, Stack, Status, Text, TextInput, Waiting, When } from '#foundation/web/ui/index.ts';
import type { LegShownRow } from '../../contract/transport/shipments.ts';
import { giveTripLink, listTripLinks, tripLinkKinds, withdrawTripLink } from '../../contract/transport/trip-links.ts';
import { TripLinkSheet } from './TripLinkSheet.tsx';

const spans = [12, 24, 72, 168, 336] as const;
type Kind = (typeof tripLinkKinds)[number];

/** The links of one truck: a new one is shown once, the others can be withdrawn. */
export function TripLinks({ leg, receivable }: { leg: LegShownRow; receivable: boolean }) {
  const t = useT();
  const { mission } = useSession();
  const { send, busy, problem } = useSend(giveTripLink);
  const [kind, setKind] = useState<Kind>(receivable ? 'receiver' : 'monitor');
  const [hours, setHours] = useState<string>('72');
  const [holder, setHolder] = useState('');
  const [given, setGiven] = useState<{ link: string; until: string } | null>(null);
  const give = async () => {
    const token = newGuestToken();
    const outcome = await send({ linkId: newId(), legId: leg.id, kind, hours: Number(hours), holder, token });
    if (outcome?.state !== 'applied' || !outcome.result) return;
    const practice = mission.practice ? `/@${mission.slug}` : '';
    setGiven({ link: `${location.origin}${practice}/trip#${token}`, until: outcome.result.until });
  };
  if (given) return <TripLinkSheet {...given} waybill={leg.waybill} holder={holder} kind={kind} onDone={() => setGiven(null)} />;
  return (
    <Stack>
      <Text>{t('supply.trip-link-text')}</Text>
      <Select
        label={t('supply.trip-link-kind')}
        allowDeselect={false}
        value={kind}
        onChange={(value) => setKind((value ?? kind) as Kind)}
        data={tripLinkKinds
          .filter((value) => value === 'monitor' || receivable)
          .map((value) => ({ value, label: t(`supply.trip-link-${value}`) }))}
      />
      <TextInput
        label={t('supply.trip-link-holder')}
        required
        dir="auto"
        value={holder}
        onChange={(event) => setHolder(event.currentTarget.value)}
      />
      <Select
        label={t('supply.trip-link-hours')}
        allowDeselect={false}
        value={hours}
        onChange={(value) => setHours(value ?? hours)}
        data={spans.map((value) => ({ value: String(value), label: t('supply.trip-link-span', { hours: value }) }))}
      />
      {problem && <ProblemNotice problem={problem} />}
      <Group>
        <Button loading={busy} disabled={holder.trim() === ''} onClick={() => void give()}>
          {t('command.supply.give-trip-link')}
        </Button>
      </Group>
      <Given legId={leg.id} />
    </Stack>
  );
}

const tones = { open: 'waiting', over: 'stopped', withdrawn: 'stopped' } as const;

function Given({ legId }: { legId: string }) {
  const t = useT();
  const links = useAsk(listTripLinks, { legId });
  const { send, busy, problem } = useSend(withdrawTripLink);
  if (links.error) return <ProblemNotice problem={links.error.body} />;
  if (!links.data) return <Waiting />;
  return (
    <Stack gap="xs">
      {links.data.rows.length > 0 && <Text fw={600}>{t('query.supply.list-trip-links')}</Text>}
      {problem && <ProblemNotice problem={problem} />}
      {links.data.rows.map((row) => (
        <Group key={row.id} justify="space-between" gap="sm">
          <div>
            <Text size="sm">
              <bdi>{row.holder ?? '–'}</bdi> · {t(`supply.trip-link-${row.kind}`)}{' '}
              <Status tone={tones[row.state]}>{t(`supply.trip-link-${row.state}`)}</Status>
            </Text>
            <Text size="sm" c="dimmed">
              {t('supply.trip-until')} <When at={row.until} /> · {t('supply.trip-link-uses', { count: row.uses })}
            </Text>
          </div>
          {row.state === 'open' && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void send({ linkId: row.id, legId })}>
              {t('command.supply.withdraw-trip-link')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

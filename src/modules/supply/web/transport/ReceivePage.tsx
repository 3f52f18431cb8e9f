import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Anchor, Button, Page, ProblemNotice, Stack, Status, Text, Waiting, crumb } from '#foundation/web/ui/index.ts';
import { getIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { Accounts } from './Accounts.tsx';
import { ReceiveForm } from './ReceiveForm.tsx';
import type { Told } from './ReceiveForm.tsx';
import { LegStatus, nameIn, useQty } from './words.tsx';

/** One truck's load, counted at the store: by the partner's browser or at our desk. */
export default function ReceivePage() {
  const t = useT();
  const qty = useQty();
  const navigate = useNavigate();
  const { legId } = useParams({ strict: false }) as { legId: string };
  const incoming = useAsk(getIncoming, { legId });
  const [counting, setCounting] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  if (incoming.error)
    return (
      <Page title={t('page.supply.receive')}>
        <ProblemNotice problem={incoming.error.body} retry={() => void incoming.refetch()} />
      </Page>
    );
  if (!incoming.data) return <Waiting />;
  const at = incoming.data;
  const may = at.abilities.includes(recordDelivery.name);
  const first = at.accounts.length === 0;
  const form = may && (first || counting) && !told;
  return (
    <Page
      title={<span className="kv-code">{at.waybill}</span>}
      subtitle={
        <>
          <bdi>{nameIn(at.place)}</bdi> ·{' '}
          {at.state === 'coming' ? <Status tone="waiting">{t('supply.to-receive')}</Status> : <LegStatus state={at.state} />}
        </>
      }
      crumbs={[crumb(t('page.supply.incoming'), '/supply/incoming', navigate)]}
      actions={
        may &&
        !first &&
        !counting && (
          <Button variant="default" onClick={() => setCounting(true)}>
            {t('supply.count-again')}
          </Button>
        )
      }
    >
      <Stack gap="md" maw={820}>
        {told && (
          <Alert
            color={told.discrepancyId ? 'person' : told.refused > 0 ? 'waiting' : 'settled'}
            title={t(told.posted ? 'supply.receipt-kept' : 'supply.account-kept', { number: told.number })}
          >
            {told.discrepancyId ? (
              <>
                {t('supply.receipt-differs', { missing: qty(told.missing), damaged: qty(told.damaged), extra: qty(told.extra) })}{' '}
                <Anchor
                  href={`/supply/discrepancies/${told.discrepancyId}`}
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate({ to: `/supply/discrepancies/${told.discrepancyId}` });
                  }}
                >
                  {t('supply.open-discrepancy')}
                </Anchor>
              </>
            ) : (
              told.refused === 0 && t('supply.receipt-agrees')
            )}
            {told.refused > 0 && (
              <Text mt={told.discrepancyId ? 'xs' : 0}>{t('supply.receipt-refused', { count: qty(told.refused) })}</Text>
            )}
          </Alert>
        )}
        {form && at.seals.length > 0 && (
          <Text>
            {t('supply.seals')}: <bdi className="kv-code">{at.seals.join(' · ')}</bdi>
          </Text>
        )}
        {form && (
          <ReceiveForm
            incoming={at}
            again={!first}
            onTold={(answer) => {
              setTold(answer);
              setCounting(false);
              void incoming.refetch();
            }}
          />
        )}
        <Accounts
          legId={at.legId}
          accounts={at.accounts}
          discrepancies={at.discrepancies}
          mayCheck={at.abilities.includes(checkPaper.name)}
          onChecked={() => void incoming.refetch()}
        />
      </Stack>
      <RecordPanels subject={{ kind: 'shipment-leg', id: legId }} />
    </Page>
  );
}

import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Grid, Page, PrintButton, ProblemNotice, Waiting, crumb } from '#foundation/web/ui/index.ts';
import { allocate } from '../../contract/requests/allocation.ts';
import {
  approveRequest,
  cancelRequest,
  changeRequest,
  closeRequest,
  getRequest,
  refuseRequest,
  submitRequest,
} from '../../contract/requests/requests.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';
import { RequestDialog } from './RequestDialog.tsx';
import type { Asked } from './RequestDialog.tsx';
import { RequestFacts, RequestItems } from './RequestFacts.tsx';
import { Picks } from './Picks.tsx';
import { nameIn } from './words.tsx';

/** One request: what was asked, what is over, what is set aside, what left and arrived; and who must do what next. */
export default function RequestPage() {
  const t = useT();
  const navigate = useNavigate();
  const { requestId } = useParams({ strict: false }) as { requestId: string };
  const request = useAsk(getRequest, { requestId });
  const [asked, setAsked] = useState<Asked>(null);
  if (request.error)
    return (
      <Page title={t('page.supply.request')}>
        <ProblemNotice problem={request.error.body} retry={() => void request.refetch()} />
      </Page>
    );
  if (!request.data) return <Waiting />;
  const at = request.data;
  return (
    <Page
      title={<span className="kv-code">{at.number}</span>}
      subtitle={<bdi>{nameIn(at.orgNames)}</bdi>}
      crumbs={[crumb(t('page.supply.requests'), '/supply/requests', navigate)]}
      actions={<Actions request={at} onAsk={setAsked} />}
    >
      <Next request={at} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <RequestFacts request={at} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <RequestItems request={at} />
        </Grid.Col>
      </Grid>
      {at.picks && at.picks.length > 0 && <Picks request={at} picks={at.picks} onDone={() => void request.refetch()} />}
      <RecordPanels subject={{ kind: 'supply-request', id: requestId }} />
      <RequestDialog request={at} asked={asked} onClose={() => setAsked(null)} onDone={() => void request.refetch()} />
    </Page>
  );
}

/** What may be done, the next thing in the colour of the next thing. */
function Actions({ request, onAsk }: { request: RequestShown; onAsk: (asked: Asked) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const may = (name: string) => request.abilities.includes(name);
  const plain = (
    [
      [cancelRequest.name, 'cancel'],
      [closeRequest.name, 'close'],
      [refuseRequest.name, 'refuse'],
    ] as const
  ).filter(([name]) => may(name));
  const open = request.items.some((line) => line.backOrder > 0);
  return (
    <>
      <PrintButton paper="supply.request" input={{ requestId: request.id }} />
      {plain.map(([name, ask]) => (
        <Button key={name} variant="default" onClick={() => onAsk(ask)}>
          {t(`command.${name}`)}
        </Button>
      ))}
      {may(changeRequest.name) && (
        <Button variant="default" onClick={() => void navigate({ to: `/supply/requests/${request.id}/change` })}>
          {t('command.supply.change-request')}
        </Button>
      )}
      {may(submitRequest.name) && <Button onClick={() => onAsk('submit')}>{t('command.supply.submit-request')}</Button>}
      {may(approveRequest.name) && !request.own && <Button onClick={() => onAsk('approve')}>{t('command.supply.approve-request')}</Button>}
      {may(allocate.name) && open && (
        <Button onClick={() => void navigate({ to: `/supply/allocation?requests=${request.id}` })}>{t('command.supply.allocate')}</Button>
      )}
    </>
  );
}

/** Who must do what now. */
function Next({ request }: { request: RequestShown }) {
  const t = useT();
  const open = request.items.filter((line) => line.backOrder > 0).length;
  const over = request.items.filter((line) => (line.over ?? 0) > 0).length;
  if (request.state === 'submitted')
    return (
      <Alert color={over > 0 ? 'person' : 'waiting'} title={t(request.own ? 'supply.next-others-approve' : 'supply.next-approve')}>
        {over > 0 ? t('supply.next-over', { count: over }) : t('supply.next-within')}
      </Alert>
    );
  if (request.state === 'draft')
    return (
      <Alert color="waiting" title={t('supply.next-send')}>
        {t('supply.next-send-text')}
      </Alert>
    );
  if (request.state === 'refused')
    return (
      <Alert color="stopped" title={t('supply.was-refused')}>
        <bdi>{request.decisionReason}</bdi>
      </Alert>
    );
  if (open > 0 && ['approved', 'part-allocated', 'part-shipped'].includes(request.state))
    return (
      <Alert color="waiting" title={t('supply.next-allocate', { count: open })}>
        {t('supply.next-allocate-text')}
      </Alert>
    );
  return null;
}

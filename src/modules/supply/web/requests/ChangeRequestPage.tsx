import { useNavigate, useParams } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, ProblemNotice, Waiting, tell, crumb } from '#foundation/web/ui/index.ts';
import { getRequest } from '../../contract/requests/requests.ts';
import { RequestForm } from './RequestForm.tsx';

/** Changes a request before it is approved. */
export default function ChangeRequestPage() {
  const t = useT();
  const navigate = useNavigate();
  const { requestId } = useParams({ strict: false }) as { requestId: string };
  const request = useAsk(getRequest, { requestId });
  const back = `/supply/requests/${requestId}`;
  return (
    <Page
      title={t('command.supply.change-request')}
      subtitle={request.data && <span className="kv-code">{request.data.number}</span>}
      crumbs={[
        crumb(t('page.supply.requests'), '/supply/requests', navigate),
        crumb(request.data?.number ?? t('page.supply.request'), back, navigate),
      ]}
    >
      {request.error && <ProblemNotice problem={request.error.body} retry={() => void request.refetch()} />}
      {request.isPending && <Waiting />}
      {request.data && (
        <RequestForm
          requestId={requestId}
          known={request.data}
          onDone={() => {
            tell(t('supply.request-saved'));
            void navigate({ to: back });
          }}
        />
      )}
    </Page>
  );
}

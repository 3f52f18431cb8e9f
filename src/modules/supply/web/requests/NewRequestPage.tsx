import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, tell, useUrlState, crumb } from '#foundation/web/ui/index.ts';
import { RequestForm } from './RequestForm.tsx';

/** Writes a request, also on a phone: the plan, its lines, and one button that sends it. */
export default function NewRequestPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url] = useUrlState();
  const [requestId] = useState(() => newId());
  return (
    <Page
      title={t('command.supply.create-request')}
      subtitle={t('supply.new-request-text')}
      crumbs={[crumb(t('page.supply.requests'), '/supply/requests', navigate)]}
    >
      <RequestForm
        requestId={requestId}
        planId={url.get('plan') ?? undefined}
        onDone={(sent) => {
          tell(t(sent ? 'supply.request-sent' : 'supply.request-kept'));
          void navigate({ to: `/supply/requests/${requestId}` });
        }}
      />
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, tell, crumb } from '#foundation/web/ui/index.ts';
import { createGrant } from '../contract/grants.ts';
import { GrantForm } from './GrantForm.tsx';

/** Enters a donor agreement. */
export default function NewGrantPage() {
  const t = useT();
  const navigate = useNavigate();
  const [grantId] = useState(() => newId());
  return (
    <Page title={t('command.orgs.create-grant')} crumbs={[crumb(t('page.orgs.grants'), '/grants', navigate)]}>
      <Paper p="lg" maw={680}>
        <GrantForm
          def={createGrant}
          fixed={{ grantId }}
          initial={{ currency: 'EUR', lines: [], sectors: [], areas: [], partners: [] }}
          onDone={() => {
            tell(t('orgs.grant-saved'));
            void navigate({ to: `/grants/${grantId}` });
          }}
        />
      </Paper>
    </Page>
  );
}

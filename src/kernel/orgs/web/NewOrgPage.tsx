import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, tell, crumb } from '#foundation/web/ui/index.ts';
import { createOrganisation } from '../contract/organisations.ts';
import { OrgForm } from './OrgForm.tsx';

/** Enters an organisation. Its id is made here, so that sending twice enters one. */
export default function NewOrgPage() {
  const t = useT();
  const navigate = useNavigate();
  const [orgId] = useState(() => newId());
  return (
    <Page title={t('command.orgs.create-organisation')} crumbs={[crumb(t('page.orgs.organisations'), '/orgs', navigate)]}>
      <Paper p="lg" maw={640}>
        <OrgForm
          def={createOrganisation}
          fixed={{ orgId }}
          onDone={(outcome) => {
            const hits = outcome.state === 'applied' ? (outcome.result as { hits: number }).hits : 0;
            tell(hits > 0 ? t('orgs.entered-with-hits', { count: hits }) : t('orgs.entered'));
            void navigate({ to: `/orgs/${orgId}` });
          }}
        />
      </Paper>
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, tell } from '#foundation/web/ui/index.ts';
import { createSite } from '../contract/sites.ts';
import { SiteForm } from './SiteForm.tsx';

/** Opens a site. Its id is made here, so that sending twice opens one. */
export default function NewSitePage() {
  const t = useT();
  const navigate = useNavigate();
  const [siteId] = useState(() => newId());
  return (
    <Page
      title={t('command.places.create-site')}
      crumbs={[
        {
          label: t('page.places.sites'),
          href: '/places/sites',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/places/sites' });
          },
        },
      ]}
    >
      <Paper p="lg" maw={640}>
        <SiteForm
          def={createSite}
          fixed={{ siteId }}
          onDone={() => {
            tell(t('places.opened'));
            void navigate({ to: `/places/sites/${siteId}` });
          }}
        />
      </Paper>
    </Page>
  );
}

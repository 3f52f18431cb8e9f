import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, tell, crumb } from '#foundation/web/ui/index.ts';
import { PlanForm } from './PlanForm.tsx';

/** Enters a distribution plan. */
export default function NewPlanPage() {
  const t = useT();
  const navigate = useNavigate();
  const [planId] = useState(() => newId());
  return (
    <Page
      title={t('command.supply.create-plan')}
      subtitle={t('supply.new-plan-text')}
      crumbs={[crumb(t('page.supply.plans'), '/supply/plans', navigate)]}
    >
      <Paper p={{ base: 'sm', sm: 'lg' }}>
        <PlanForm
          planId={planId}
          onDone={() => {
            tell(t('supply.plan-saved'));
            void navigate({ to: `/supply/plans/${planId}` });
          }}
        />
      </Paper>
    </Page>
  );
}

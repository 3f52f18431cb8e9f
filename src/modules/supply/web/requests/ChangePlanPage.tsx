import { useNavigate, useParams } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, ProblemNotice, Waiting, tell, crumb } from '#foundation/web/ui/index.ts';
import { getPlan } from '../../contract/requests/plans.ts';
import { PlanForm } from './PlanForm.tsx';

/** Changes a distribution plan. */
export default function ChangePlanPage() {
  const t = useT();
  const navigate = useNavigate();
  const { planId } = useParams({ strict: false }) as { planId: string };
  const plan = useAsk(getPlan, { planId });
  const back = `/supply/plans/${planId}`;
  return (
    <Page
      title={t('command.supply.change-plan')}
      subtitle={plan.data && <span className="kv-code">{plan.data.number}</span>}
      crumbs={[crumb(t('page.supply.plans'), '/supply/plans', navigate), crumb(plan.data?.number ?? t('page.supply.plan'), back, navigate)]}
    >
      {plan.error && <ProblemNotice problem={plan.error.body} retry={() => void plan.refetch()} />}
      {plan.isPending && <Waiting />}
      {plan.data && (
        <Paper p={{ base: 'sm', sm: 'lg' }}>
          <PlanForm
            planId={planId}
            known={plan.data}
            onDone={() => {
              tell(t('supply.plan-saved'));
              void navigate({ to: back });
            }}
          />
        </Paper>
      )}
    </Page>
  );
}

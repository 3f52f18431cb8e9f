import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, CommandForm, Group, ProblemNotice, Stack, Text, Waiting } from '#foundation/web/ui/index.ts';
import { whatBlocksWithdrawal, withdrawRegistration } from '../contract/withdrawal.ts';
import type { Household } from './HouseholdPage.tsx';

/** Takes back a registration made by mistake: first what stands in its way, then what is lost, then the reason. */
export function WithdrawForm({ at, onDone, onCancel }: { at: Household; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const asked = useAsk(whatBlocksWithdrawal, { householdId: at.id });
  if (asked.error) return <ProblemNotice problem={asked.error.body} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Waiting />;
  const { ties } = asked.data;
  if (ties.length > 0)
    return (
      <Stack>
        <Alert color="person" title={t('people.withdraw-tied')}>
          <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
            {ties.map(({ kind, count }) => (
              <li key={kind}>{t(`people.tie-${kind}`, { count })}</li>
            ))}
          </ul>
        </Alert>
        <Group>
          <Button variant="default" onClick={onCancel}>
            {t('ui.close')}
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <Text size="sm">{t('people.withdraw-text', { count: at.members.filter((one) => one.toDay === null).length })}</Text>
      <CommandForm
        def={withdrawRegistration}
        fixed={{ householdId: at.id, version: at.version }}
        initial={{}}
        fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
        onDone={onDone}
        onCancel={onCancel}
      />
    </Stack>
  );
}

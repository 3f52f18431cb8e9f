import { useNavigate } from '@tanstack/react-router';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import {
  Anchor,
  Group,
  List,
  Page,
  Paper,
  ProblemNotice,
  SegmentedControl,
  Stack,
  Text,
  Title,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { getSignInRules, listRecoveries, setSignInRules } from '../contract/recovery.ts';

/** What signing in asks of whom, and lost authenticators that wait for a second administrator. */
export default function RulesPage() {
  const t = useT();
  const rules = useAsk(getSignInRules, {});
  const { send, busy, problem } = useSend(setSignInRules);
  if (rules.error)
    return (
      <Page title={t('page.access.rules')}>
        <ProblemNotice problem={rules.error.body} />
      </Page>
    );
  if (!rules.data) return <Waiting />;
  const { twoStep, people, withTwoStep, abilities } = rules.data;
  const choose = async (value: string) => {
    if ((await send({ twoStep: value as 'nobody' }))?.state === 'applied') tell(t('access.saved'));
    void rules.refetch();
  };
  return (
    <Page title={t('page.access.rules')} subtitle={t('access.rules-text')}>
      <Paper p="md">
        <Stack gap="sm">
          <Title order={2}>{t('access.rules-two-step')}</Title>
          {problem && <ProblemNotice problem={problem} />}
          <Group>
            <SegmentedControl
              aria-label={t('access.rules-two-step')}
              orientation={innerWidth < 500 ? 'vertical' : 'horizontal'}
              disabled={busy || !abilities.includes(setSignInRules.name)}
              value={twoStep}
              onChange={(value) => void choose(value)}
              data={(['nobody', 'administrators', 'everybody'] as const).map((value) => ({ value, label: t(`access.rules-${value}`) }))}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {t('access.rules-count', { count: withTwoStep, people })}
          </Text>
        </Stack>
      </Paper>
      <Recoveries />
      <Paper p="md">
        <Title order={2} mb="xs">
          {t('access.rules-always')}
        </Title>
        <List spacing={4}>
          {['password', 'wait', 'session', 'proof'].map((rule) => (
            <List.Item key={rule}>{t(`access.rules-always-${rule}`)}</List.Item>
          ))}
        </List>
      </Paper>
    </Page>
  );
}

function Recoveries() {
  const t = useT();
  const when = useWhen();
  const navigate = useNavigate();
  const mayList = useCan(listRecoveries.name);
  const rows = useAsk(listRecoveries, {}, { enabled: mayList }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('query.access.list-recoveries')}
      </Title>
      <Stack gap="sm">
        {rows.map((row) => (
          <div key={row.id}>
            <Anchor
              href={`/admin/users/${row.userId}`}
              onClick={(event) => {
                event.preventDefault();
                void navigate({ to: `/admin/users/${row.userId}` });
              }}
            >
              <bdi>{row.user}</bdi>
            </Anchor>
            <Text size="sm" c="dimmed">
              {t('access.recovery-asked', { name: row.askedBy, when: when(row.askedAt) })} <bdi>{row.reason}</bdi>
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

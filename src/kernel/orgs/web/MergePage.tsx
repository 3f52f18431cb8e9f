import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Group,
  List,
  Page,
  Paper,
  ProblemNotice,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  Title,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { getOrganisation, mergeOrganisations } from '../contract/organisations.ts';
import { OrgFacts } from './OrgFacts.tsx';
import OrgPicker from './OrgPicker.tsx';
import { nameOf } from './names.ts';

/** Two organisations side by side, and what becomes of them when one is made an alias of the other. */
export default function MergePage() {
  const t = useT();
  const navigate = useNavigate();
  const { orgId } = useParams({ strict: false }) as { orgId: string };
  const [intoId, setInto] = useState('');
  const [reason, setReason] = useState('');
  const [mergeId] = useState(() => newId());
  const from = useAsk(getOrganisation, { orgId });
  const into = useAsk(getOrganisation, { orgId: intoId || noRecord }, { enabled: intoId !== '' });
  const merge = useSend(mergeOrganisations);
  if (from.error)
    return (
      <Page title={t('page.orgs.merge')}>
        <ProblemNotice problem={from.error.body} />
      </Page>
    );
  if (!from.data) return <Waiting />;
  const send = async () => {
    const outcome = await merge.send({ mergeId, fromId: orgId, intoId, reason });
    if (outcome?.state !== 'applied') return;
    tell(t('orgs.merge-done'));
    void navigate({ to: `/orgs/${intoId}` });
  };
  return (
    <Page
      title={t('page.orgs.merge')}
      subtitle={t('orgs.merge-text')}
      crumbs={[crumb(t('page.orgs.organisations'), '/orgs', navigate), crumb(nameOf(from.data), `/orgs/${orgId}`, navigate)]}
    >
      {merge.problem && <ProblemNotice problem={merge.problem} />}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Stack>
          <Title order={2}>{t('orgs.merge-from')}</Title>
          <Text fw={500}>
            <bdi>{nameOf(from.data)}</bdi>
          </Text>
          <OrgFacts org={from.data} />
        </Stack>
        <Stack>
          <Title order={2}>{t('orgs.merge-into')}</Title>
          <OrgPicker label={t('orgs.merge-into-label')} value={intoId} onChange={(id) => setInto(id ?? '')} />
          {into.data && <OrgFacts org={into.data} />}
        </Stack>
      </SimpleGrid>
      {into.data && (
        <Paper p="md">
          <Title order={3} mb="xs">
            {t('orgs.merge-what')}
          </Title>
          <List size="sm" mb="md">
            <List.Item>{t('orgs.merge-what-alias', { from: nameOf(from.data), into: nameOf(into.data) })}</List.Item>
            <List.Item>{t('orgs.merge-what-records')}</List.Item>
            <List.Item>{t('orgs.merge-what-undo')}</List.Item>
          </List>
          <Stack maw={560}>
            <Textarea
              label={t('field.reason')}
              withAsterisk
              autosize
              minRows={2}
              dir="auto"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Group>
              <Button loading={merge.busy} disabled={reason.trim() === '' || intoId === orgId} onClick={() => void send()}>
                {t('command.orgs.merge-organisations')}
              </Button>
            </Group>
          </Stack>
        </Paper>
      )}
    </Page>
  );
}

import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Alert,
  Button,
  CommandForm,
  Grid,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  Title,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { listGrants } from '../contract/grants.ts';
import { changeOrganisation, getOrganisation, mergeOrganisations, setOrganisationStatus, undoMerge } from '../contract/organisations.ts';
import { listPeople } from '../contract/people.ts';
import { listHits, screenOrganisations } from '../contract/screening.ts';
import { HitCards } from './HitCards.tsx';
import { OrgFacts } from './OrgFacts.tsx';
import { OrgForm } from './OrgForm.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { nameOf } from './names.ts';
import { useDay, useMoney } from './words.tsx';

type Org = z.output<typeof getOrganisation.output>;

/** One organisation: what it is, who works for it, how it was screened, what it gives and keeps. */
export default function OrgPage() {
  const t = useT();
  const navigate = useNavigate();
  const { orgId } = useParams({ strict: false }) as { orgId: string };
  const org = useAsk(getOrganisation, { orgId });
  const [asked, setAsked] = useState<'change' | 'status' | null>(null);
  const screen = useSend(screenOrganisations);
  if (org.error)
    return (
      <Page title={t('page.orgs.organisation')}>
        <ProblemNotice problem={org.error.body} retry={() => void org.refetch()} />
      </Page>
    );
  if (!org.data) return <Waiting />;
  const at = org.data;
  const may = (command: string) => at.status !== 'merged' && at.abilities.includes(command);
  const done = (words: string) => {
    setAsked(null);
    tell(words);
    void org.refetch();
  };
  const screenNow = async () => {
    const outcome = await screen.send({ orgIds: [orgId] });
    if (outcome?.state === 'applied') done(t('orgs.screened-now', { count: outcome.result?.hits ?? 0 }));
  };
  return (
    <Page
      title={<bdi>{nameOf(at)}</bdi>}
      subtitle={[at.acronym, ...at.roles.map((role) => t(`orgs.role-${role}`))].filter(Boolean).join(' · ')}
      crumbs={[crumb(t('page.orgs.organisations'), '/orgs', navigate)]}
      actions={
        <>
          {may(screenOrganisations.name) && (
            <Button variant="default" loading={screen.busy} onClick={() => void screenNow()}>
              {t('orgs.screen-now')}
            </Button>
          )}
          {may(mergeOrganisations.name) && (
            <Button variant="default" onClick={() => void navigate({ to: `/orgs/${orgId}/merge` })}>
              {t('orgs.merge')}
            </Button>
          )}
          {may(setOrganisationStatus.name) && (
            <Button variant="default" onClick={() => setAsked('status')}>
              {t('command.orgs.set-organisation-status')}
            </Button>
          )}
          {may(changeOrganisation.name) && <Button onClick={() => setAsked('change')}>{t('command.orgs.change-organisation')}</Button>}
        </>
      }
    >
      {screen.problem && <ProblemNotice problem={screen.problem} />}
      {at.successor && (
        <Alert color="waiting" title={t('orgs.is-merged')}>
          <Link to={`/orgs/${at.successor.id}`} className="kv-opens">
            <bdi>{nameOf(at.successor)}</bdi>
          </Link>
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <OrgFacts org={at} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            {at.abilities.includes(listHits.name) && <Hits orgId={orgId} onDone={() => void org.refetch()} />}
            <Grants orgId={orgId} donor={at.roles.includes('donor')} />
            <Merges org={at} onDone={() => done(t('orgs.merge-undone'))} />
          </Stack>
        </Grid.Col>
      </Grid>
      {at.abilities.includes(listPeople.name) && <PeopleSection orgId={orgId} abilities={at.status === 'merged' ? [] : at.abilities} />}
      <RecordPanels subject={{ kind: 'org', id: orgId }} />
      <Modal opened={asked === 'change'} onClose={() => setAsked(null)} title={t('command.orgs.change-organisation')} size="lg">
        <OrgForm def={changeOrganisation} org={at} fixed={{ orgId, version: at.version }} onDone={() => done(t('orgs.changed'))} />
      </Modal>
      <Modal opened={asked === 'status'} onClose={() => setAsked(null)} title={t('command.orgs.set-organisation-status')}>
        <CommandForm
          def={setOrganisationStatus}
          fixed={{ orgId }}
          initial={{ status: at.status }}
          onDone={() => done(t('orgs.changed'))}
          onCancel={() => setAsked(null)}
          fields={[
            {
              name: 'status',
              kind: 'choice',
              label: t('column.orgs.list-organisations.status'),
              required: true,
              choices: (['active', 'suspended', 'closed'] as const).map((value) => ({ value, label: t(`orgs.status-${value}`) })),
            },
            { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
          ]}
        />
      </Modal>
    </Page>
  );
}

function Hits({ orgId, onDone }: { orgId: string; onDone: () => void }) {
  const t = useT();
  const hits = useAsk(listHits, { orgId, limit: 50 });
  if (!hits.data || hits.data.rows.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('orgs.hits')}
      </Title>
      <HitCards
        rows={hits.data.rows}
        plain
        onDone={() => {
          void hits.refetch();
          onDone();
        }}
      />
    </Paper>
  );
}

function Grants({ orgId, donor }: { orgId: string; donor: boolean }) {
  const t = useT();
  const money = useMoney();
  const day = useDay();
  const grants = useAsk(listGrants, { donorId: orgId, limit: 100 }, { enabled: useCan(listGrants.name) && donor });
  if (!grants.data || grants.data.rows.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('page.orgs.grants')}
      </Title>
      <Stack gap="xs">
        {grants.data.rows.map((grant) => (
          <Text key={grant.id}>
            <Link to={`/grants/${grant.id}`} className="kv-opens">
              <span className="kv-code">{grant.code}</span> <bdi>{grant.title}</bdi>
            </Link>{' '}
            <Text span c="dimmed" size="sm">
              {money(grant.amount)} · {t('orgs.until', { day: day(grant.endsOn) })}
            </Text>
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}

function Merges({ org, onDone }: { org: Org; onDone: () => void }) {
  const t = useT();
  const undo = useSend(undoMerge);
  const mayUndo = useCan(undoMerge.name, {});
  if (org.merges.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('orgs.merged-into-this')}
      </Title>
      {undo.problem && <ProblemNotice problem={undo.problem} />}
      <Stack gap="xs">
        {org.merges.map((merge) => (
          <div key={merge.id}>
            <Link to={`/orgs/${merge.from.id}`} className="kv-opens">
              <bdi>{nameOf(merge.from)}</bdi>
            </Link>{' '}
            <Text span size="sm" c="dimmed">
              {merge.mergedBy} · <bdi>{merge.reason}</bdi>
            </Text>{' '}
            {mayUndo && org.status !== 'merged' && (
              <Button
                variant="default"
                size="xs"
                loading={undo.busy}
                onClick={() => void undo.send({ mergeId: merge.id }).then((outcome) => outcome?.state === 'applied' && onDone())}
              >
                {t('command.orgs.undo-merge')}
              </Button>
            )}
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

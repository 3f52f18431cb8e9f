import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import {
  Alert,
  Button,
  Facts,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { decideDemand, getDemand, handOver } from '../contract/demands.ts';
import { DecideForm, HandOverForm } from './DemandForms.tsx';
import { nameOf } from './names.ts';
import { DemandState } from './DemandState.tsx';

type Shown = z.output<typeof getDemand.output>;

/** One demand: who asked for what, what was decided on which grounds, what was given. */
export default function DemandPage() {
  const t = useT();
  const navigate = useNavigate();
  const { demandId } = useParams({ strict: false }) as { demandId: string };
  const asked = useAsk(getDemand, { demandId });
  const [doing, setDoing] = useState<'decide' | 'give' | null>(null);
  if (asked.error)
    return (
      <Page title={t('page.demands.one')}>
        <ProblemNotice problem={asked.error.body} />
      </Page>
    );
  if (!asked.data) return <Waiting />;
  const at = asked.data;
  const done = (words: string) => {
    setDoing(null);
    tell(words);
    void asked.refetch();
  };
  return (
    <Page
      title={t('page.demands.one')}
      subtitle={at.orgNames ? <bdi>{nameOf(at.orgNames)}</bdi> : t('demands.nobody-kept')}
      crumbs={[
        {
          label: t('page.demands.list'),
          href: '/admin/demands',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/admin/demands' });
          },
        },
      ]}
      actions={
        <>
          {at.abilities.includes(handOver.name) && (
            <Button variant="default" onClick={() => setDoing('give')}>
              {t('command.demands.hand-over')}
            </Button>
          )}
          {at.abilities.includes(decideDemand.name) && (
            <Button onClick={() => setDoing('decide')}>{t('command.demands.decide-demand')}</Button>
          )}
        </>
      }
    >
      {!at.abilities.includes(decideDemand.name) && at.decisions.length === 0 && <Alert color="lake">{t('demands.second-person')}</Alert>}
      <FactsOf at={at} />
      <Decisions at={at} />
      <Given at={at} />
      <RecordPanels subject={{ kind: 'demand', id: at.id }} />
      <Modal opened={doing === 'decide'} onClose={() => setDoing(null)} size="lg" title={t('command.demands.decide-demand')}>
        <DecideForm demandId={at.id} after={at.decisions[0]?.id} onDone={() => done(t('demands.decided'))} />
      </Modal>
      <Modal opened={doing === 'give'} onClose={() => setDoing(null)} size="lg" title={t('command.demands.hand-over')}>
        <HandOverForm demandId={at.id} granted={['granted', 'in-part'].includes(at.state)} onDone={() => done(t('demands.was-given'))} />
      </Modal>
    </Page>
  );
}

function FactsOf({ at }: { at: Shown }) {
  const t = useT();
  const intl = useIntl();
  const when = useWhen();
  return (
    <>
      <Facts
        items={[
          { label: t('column.demands.list-demands.state'), value: <DemandState state={at.state} /> },
          {
            label: t('column.demands.list-demands.dueOn'),
            value: intl.formatDate(at.dueOn, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
          },
          { label: t('column.demands.list-demands.receivedAt'), value: when(at.receivedAt) },
          { label: t('column.demands.list-demands.receivedBy'), value: <bdi>{at.receivedBy}</bdi> },
          { label: t('demands.channel'), value: t(`demands.channel-${at.channel}`) },
          { label: t('demands.classes'), value: at.classes.map((one) => t(`demands.class-${one}`)).join(', ') },
        ]}
      />
      <Paper p="md">
        <Stack gap="xs">
          <Title order={2}>{t('demands.words')}</Title>
          {at.asks === null ? (
            <Text>{t('demands.erased')}</Text>
          ) : (
            <>
              <Text fw={500} dir="auto">
                {at.who}
              </Text>
              <Text dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
                {at.asks}
              </Text>
            </>
          )}
          <Text size="sm" c="dimmed">
            {t('demands.look-logged')}
          </Text>
        </Stack>
      </Paper>
    </>
  );
}

function Decisions({ at }: { at: Shown }) {
  const t = useT();
  const when = useWhen();
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('demands.decisions')}</Title>
        {at.decisions.length === 0 && <Text c="dimmed">{t('demands.no-decision')}</Text>}
        {at.decisions.map((one, index) => (
          <div key={one.id}>
            <DemandState state={one.outcome} />
            {index > 0 && <Text size="sm">{t('demands.replaced')}</Text>}
            <Text dir="auto">{one.grounds}</Text>
            {one.gives && (
              <Text dir="auto">
                {t('demands.gives')}: {one.gives}
              </Text>
            )}
            <Text size="sm" c="dimmed">
              <bdi>{one.by}</bdi>, {when(one.at)}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

function Given({ at }: { at: Shown }) {
  const t = useT();
  const when = useWhen();
  if (at.given.length === 0) return null;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('demands.given')}</Title>
        {at.given.map((one) => (
          <div key={one.id}>
            <Text dir="auto">{one.given}</Text>
            <Text size="sm">{t('demands.about-persons', { count: one.persons })}</Text>
            {one.export && (
              <Text size="sm">
                {t('demands.export-was', { list: t(`query.${one.export.query}`), count: one.export.rows, when: when(one.export.at) })}
              </Text>
            )}
            {!one.decided && <Status tone="person">{t('demands.undecided')}</Status>}
            <Text size="sm" c="dimmed">
              <bdi>{one.by}</bdi>, {when(one.at)}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

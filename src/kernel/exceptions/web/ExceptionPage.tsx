import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { SubjectLink } from '#foundation/web/SubjectLink.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Alert, Button, Facts, Page, Paper, ProblemNotice, Stack, Status, Text, Title, Waiting, tell } from '#foundation/web/ui/index.ts';
import { assignExceptions, closeExceptions, getException, reopenException } from '../contract/exceptions.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { GiveDialog } from './GiveDialog.tsx';
import { figureWords, useKindWords } from './words.ts';

type Shown = z.output<typeof getException.output>;

/** One exception: what does not fit, whose it is, by when, and its end. */
export default function ExceptionPage() {
  const t = useT();
  const navigate = useNavigate();
  const { exceptionId } = useParams({ strict: false }) as { exceptionId: string };
  const kindWords = useKindWords();
  const asked = useAsk(getException, { exceptionId });
  if (asked.error)
    return (
      <Page title={t('page.exceptions.one')}>
        <ProblemNotice problem={asked.error.body} />
      </Page>
    );
  if (!asked.data) return <Waiting />;
  const at = asked.data;
  return (
    <Page
      title={kindWords(at.kind, at.figures)}
      crumbs={[
        {
          label: t('page.exceptions.list'),
          href: '/exceptions',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/exceptions' });
          },
        },
      ]}
      actions={<Actions at={at} refresh={() => void asked.refetch()} />}
    >
      {at.secondPerson && at.state === 'open' && <Alert color="lake">{t('exceptions.second-person')}</Alert>}
      <WhatItMeans kind={at.kind} />
      <FactsOf at={at} />
      {at.closings.length > 0 && <Closings at={at} />}
      <RecordPanels subject={{ kind: 'exception', id: at.id }} />
    </Page>
  );
}

/** What it means for goods and people, and how it ends, where the room that raised it says so. */
function WhatItMeans({ kind }: { kind: string }) {
  const intl = useIntl();
  const t = useT();
  const [means, ends] = [`exception-means.${kind}`, `exception-ends.${kind}`];
  if (intl.messages[means] === undefined) return null;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <div>
          <Title order={3}>{t('exceptions.means')}</Title>
          <Text maw={760}>{t(means)}</Text>
        </div>
        {intl.messages[ends] !== undefined && (
          <div>
            <Title order={3}>{t('exceptions.ends')}</Title>
            <Text maw={760}>{t(ends)}</Text>
          </div>
        )}
      </Stack>
    </Paper>
  );
}

function FactsOf({ at }: { at: Shown }) {
  const t = useT();
  const intl = useIntl();
  const moment = (text: string) =>
    intl.formatDate(text, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const subject = { kind: at.subjectKind, id: at.subjectId };
  // What has no name of its own, as the id of a record, stands in the raising act.
  const named = Object.entries(at.figures).filter(([key]) => intl.messages[`figure.${key}`] !== undefined);
  const figures = named.map(([key, value]) => ({ label: t(`figure.${key}`), value: <bdi>{figureWords(intl, value)}</bdi> }));
  return (
    <Facts
      items={[
        {
          label: t('column.exceptions.list.state'),
          value: (
            <Status tone={at.state === 'closed' ? 'settled' : at.overdue ? 'person' : 'waiting'}>
              {at.overdue ? t('exceptions.overdue') : t(`exceptions.state-${at.state}`)}
            </Status>
          ),
        },
        { label: t('exceptions.owner'), value: at.ownerName ? <bdi>{at.ownerName}</bdi> : t('exceptions.nobody') },
        at.restsUntil
          ? { label: t('exceptions.rests-until'), value: moment(at.restsUntil) }
          : { label: t('column.exceptions.list.dueAt'), value: moment(at.dueAt) },
        { label: t('column.exceptions.list.raisedAt'), value: moment(at.raisedAt) },
        {
          label: t('exceptions.raised-by'),
          value: (
            <SubjectLink subject={{ kind: 'command', id: at.raisedByCommand }} otherwise={<bdi>{at.raisedBy}</bdi>}>
              <bdi>{at.raisedBy}</bdi>
            </SubjectLink>
          ),
        },
        ...(at.device ? [{ label: t('exceptions.device'), value: <bdi>{at.device}</bdi> }] : []),
        { label: t('column.exceptions.list.times'), value: intl.formatNumber(at.times) },
        {
          label: t('column.exceptions.list.subjectKind'),
          value: (
            <SubjectLink subject={subject} otherwise={<bdi>{at.subjectId}</bdi>}>
              {t(`subject.${at.subjectKind}`)}
            </SubjectLink>
          ),
        },
        ...figures,
      ]}
    />
  );
}

function Closings({ at }: { at: Shown }) {
  const t = useT();
  const intl = useIntl();
  return (
    <Paper p="md">
      <Title order={3} mb="xs">
        {t('exceptions.closings')}
      </Title>
      <Stack gap="xs">
        {at.closings.map((closing) => (
          <div key={closing.closedAt}>
            <Text fw={600}>{t(`exceptions.outcome-${closing.outcome}`)}</Text>
            <Text size="sm" c="dimmed">
              <bdi>{closing.closedBy}</bdi> ·{' '}
              {intl.formatDate(closing.closedAt, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })}
            </Text>
            {closing.reason && <Text>{closing.reason}</Text>}
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

function Actions({ at, refresh }: { at: Shown; refresh: () => void }) {
  const t = useT();
  const me = useSession().user.id;
  const assign = useSend(assignExceptions);
  const [asking, setAsking] = useState<'close' | 'reopen' | 'give' | null>(null);
  const may = (name: string) => at.abilities.includes(name);
  const give = async (ownerId: string | null) => {
    if ((await assign.send({ exceptionIds: [at.id], ownerId }))?.state === 'applied') tell(t('command.exceptions.assign'));
    refresh();
  };
  return (
    <>
      {at.state === 'open' && may(assignExceptions.name) && (
        <Button variant="default" loading={assign.busy} onClick={() => void give(at.ownerId === me ? null : me)}>
          {at.ownerId === me ? t('exceptions.give-back') : t('exceptions.take')}
        </Button>
      )}
      {at.state === 'open' && may(assignExceptions.name) && (
        <Button variant="default" onClick={() => setAsking('give')}>
          {t('command.exceptions.assign')}
        </Button>
      )}
      {at.state === 'open' && may(closeExceptions.name) && (
        <Button onClick={() => setAsking('close')}>{t('command.exceptions.close')}</Button>
      )}
      {at.state === 'closed' && may(reopenException.name) && (
        <Button variant="default" onClick={() => setAsking('reopen')}>
          {t('command.exceptions.reopen')}
        </Button>
      )}
      {asking === 'give' && (
        <GiveDialog
          exceptionId={at.id}
          onEnd={() => {
            setAsking(null);
            refresh();
          }}
        />
      )}
      {asking && asking !== 'give' && (
        <CloseDialog
          exceptionIds={[at.id]}
          kind={asking}
          restDays={at.restDays}
          onEnd={() => {
            setAsking(null);
            refresh();
          }}
        />
      )}
    </>
  );
}

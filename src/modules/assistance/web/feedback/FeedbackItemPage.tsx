import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Facts,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  Title,
  Waiting,
  When,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import {
  acknowledgeFeedback,
  answerFeedback,
  closeLoop,
  getFeedback,
  reopenFeedback,
  sealFeedback,
  sealedCategories,
} from '../../contract/feedback/feedback.ts';
import { nameIn } from '../words.tsx';
import { FeedbackStatus } from './FeedbackPage.tsx';

type Shown = z.output<typeof getFeedback.output>;

/** One complaint: what was said, the answer, and whether the person has heard it. */
export default function FeedbackItemPage() {
  const t = useT();
  const navigate = useNavigate();
  const { feedbackId } = useParams({ strict: false }) as { feedbackId: string };
  const found = useAsk(getFeedback, { feedbackId });
  if (found.error)
    return (
      <Page title={t('page.assistance.feedback-item')}>
        <ProblemNotice problem={found.error.body} />
      </Page>
    );
  if (!found.data) return <Waiting />;
  const at = found.data;
  return (
    <Page
      title={t(`assistance.category-${at.category}`)}
      subtitle={
        <>
          <span className="kv-code">{at.number}</span> <FeedbackStatus state={at.state} overdue={at.overdue} />
        </>
      }
      crumbs={[crumb(t('page.assistance.feedback'), '/assistance/feedback', navigate)]}
      actions={<Steps of={at} onDone={() => void found.refetch()} onSealed={() => void navigate({ to: '/assistance/feedback' })} />}
    >
      <Paper p="md">
        <Title order={2} mb="xs">
          {t('assistance.words')}
        </Title>
        <Text style={{ whiteSpace: 'pre-wrap' }} dir="auto">
          {at.words ?? t('assistance.words-erased')}
        </Text>
      </Paper>
      {at.answer && (
        <Paper p="md">
          <Title order={2} mb="xs">
            {t('assistance.answer')}
          </Title>
          <Text style={{ whiteSpace: 'pre-wrap' }} dir="auto">
            {at.answer}
          </Text>
          <Text size="sm" c="dimmed">
            <bdi>{at.answeredBy}</bdi>, {at.answeredAt && <When at={at.answeredAt} />}
          </Text>
        </Paper>
      )}
      <FeedbackFacts of={at} />
      <RecordPanels subject={{ kind: 'assistance-feedback', id: feedbackId }} />
    </Page>
  );
}

function FeedbackFacts({ of }: { of: Shown }) {
  const t = useT();
  const label = (key: string) => t(`column.assistance.list-feedback.${key}`);
  return (
    <Facts
      items={[
        { label: label('receivedAt'), value: <When at={of.receivedAt} /> },
        { label: label('dueAt'), value: <When at={of.dueAt} /> },
        { label: label('siteNames'), value: <bdi>{nameIn(of.siteNames)}</bdi> },
        ...(of.eventNumber ? [{ label: label('eventNumber'), value: <span className="kv-code">{of.eventNumber}</span> }] : []),
        ...(of.orgNames ? [{ label: label('orgNames'), value: <bdi>{nameIn(of.orgNames)}</bdi> }] : []),
        { label: label('channel'), value: t(`assistance.channel-${of.channel}`) },
        { label: label('language'), value: t(`assistance.language-${of.language}`) },
        { label: t('assistance.contact'), value: of.anonymous ? t('assistance.is-anonymous') : (of.contact ?? '–') },
        { label: t('assistance.reference'), value: <span className="kv-code">{of.reference}</span> },
        { label: t('assistance.recorded-by'), value: <bdi>{of.recordedBy}</bdi> },
        ...(of.loop ? [{ label: t('assistance.loop'), value: t(`assistance.loop-${of.loop}`) }] : []),
      ]}
    />
  );
}

function Steps({ of, onDone, onSealed }: { of: Shown; onDone: () => void; onSealed: () => void }) {
  const t = useT();
  const may = (name: string) => of.abilities.includes(name);
  const [asking, setAsking] = useState<'answer' | 'close' | 'reopen' | 'seal' | null>(null);
  const acknowledge = useSend(acknowledgeFeedback);
  const fixed = { feedbackId: of.id, version: of.version };
  const done = () => {
    setAsking(null);
    tell(t('assistance.day-saved'));
    onDone();
  };
  const open = (which: NonNullable<typeof asking>, name: string, main = false) =>
    may(name) && (
      <Button variant={main ? 'filled' : 'default'} onClick={() => setAsking(which)}>
        {t(`command.${name}`)}
      </Button>
    );
  return (
    <>
      {open('seal', sealFeedback.name)}
      {open('reopen', reopenFeedback.name)}
      {may(acknowledgeFeedback.name) && (
        <Button variant="default" loading={acknowledge.busy} onClick={() => void acknowledge.send(fixed).then(done)}>
          {t(`command.${acknowledgeFeedback.name}`)}
        </Button>
      )}
      {open('answer', answerFeedback.name, of.state !== 'answered')}
      {open('close', closeLoop.name, true)}
      {asking && (
        <Modal opened onClose={() => setAsking(null)} title={t(`assistance.step-${asking}`)}>
          <Stack>
            {asking === 'seal' && <Text size="sm">{t('assistance.goes-sealed-text')}</Text>}
            {asking === 'answer' && (
              <>
                <Text size="sm" c="dimmed" dir="auto" lineClamp={6} style={{ whiteSpace: 'pre-wrap' }}>
                  {of.words}
                </Text>
                <Text size="sm">{t('assistance.answer-in', { language: t(`assistance.language-${of.language}`) })}</Text>
              </>
            )}
            <StepForm asking={asking} fixed={fixed} onCancel={() => setAsking(null)} onDone={asking === 'seal' ? onSealed : done} />
          </Stack>
        </Modal>
      )}
    </>
  );
}

function StepForm({
  asking,
  fixed,
  onCancel,
  onDone,
}: {
  asking: 'answer' | 'close' | 'reopen' | 'seal';
  fixed: { feedbackId: string; version: number };
  onCancel: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  const common = { onCancel, onDone };
  switch (asking) {
    case 'answer':
      return (
        <CommandForm
          def={answerFeedback}
          fixed={fixed}
          initial={{ answer: '' }}
          fields={[{ name: 'answer', kind: 'long', label: t('assistance.answer'), required: true }]}
          {...common}
        />
      );
    case 'close':
      return (
        <CommandForm
          def={closeLoop}
          fixed={fixed}
          initial={{ loop: 'told' }}
          fields={[
            {
              name: 'loop',
              kind: 'choice',
              label: t('assistance.loop'),
              required: true,
              choices: choices('loop', ['told', 'posted', 'not-reached']),
            },
          ]}
          {...common}
        />
      );
    case 'reopen':
      return (
        <CommandForm
          def={reopenFeedback}
          fixed={fixed}
          initial={{ reason: '' }}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          {...common}
        />
      );
    case 'seal':
      return (
        <CommandForm
          def={sealFeedback}
          fixed={{ feedbackId: fixed.feedbackId }}
          initial={{ category: 'abuse' }}
          fields={[
            {
              name: 'category',
              kind: 'choice',
              label: t('assistance.about'),
              required: true,
              choices: choices('category', sealedCategories),
            },
          ]}
          {...common}
        />
      );
  }
}

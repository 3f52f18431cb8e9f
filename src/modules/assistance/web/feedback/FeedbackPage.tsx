import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, ListTable, Page, Status, TextInput, useBegin } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { FeedbackState, channels, listFeedback, openCategories, recordFeedback } from '../../contract/feedback/feedback.ts';
import type { FeedbackRow } from '../../contract/feedback/feedback.ts';
import { giveFeedbackLink } from '../../contract/feedback/links.ts';
import { nameIn } from '../words.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { RecordDialog } from './RecordDialog.tsx';

const tones: Readonly<Record<FeedbackState, StatusTone>> = {
  received: 'person',
  acknowledged: 'waiting',
  answered: 'waiting',
  loop_closed: 'settled',
  reopened: 'person',
};
export function FeedbackStatus({ state, overdue }: { state: FeedbackState; overdue: boolean }) {
  const t = useT();
  return (
    <Group component="span" gap={4} style={{ display: 'inline-flex', verticalAlign: 'middle' }}>
      <Status tone={tones[state]}>{t(`assistance.feedback-state-${state}`)}</Status>
      {overdue && <Status tone="person">{t('assistance.overdue')}</Status>}
    </Group>
  );
}

/** What people said: questions, complaints and thanks; those due first come first. */
export default function FeedbackPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayRecord = useCan(recordFeedback.name);
  const mayGive = useCan(giveFeedbackLink.name);
  const [recording, setRecording] = useState(false);
  const [giving, setGiving] = useState(false);
  const [reference, setReference] = useState('');
  useBegin(recordFeedback.name, () => setRecording(true));
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  const button = mayRecord && <Button onClick={() => setRecording(true)}>{t('command.assistance.record-feedback')}</Button>;
  return (
    <Page
      title={t('page.assistance.feedback')}
      subtitle={t('assistance.feedback-text')}
      actions={
        <>
          {mayGive && (
            <Button variant="default" onClick={() => setGiving(true)}>
              {t('command.assistance.give-feedback-link')}
            </Button>
          )}
          {button}
        </>
      }
    >
      <ListTable<FeedbackRow>
        query={listFeedback}
        rowKey={(row) => row.id}
        input={reference.trim().length >= 4 ? { reference } : {}}
        columns={['number', 'state', 'dueAt', 'category', 'siteNames', 'receivedAt']}
        filters={
          <TextInput label={t('assistance.reference')} value={reference} onChange={(event) => setReference(event.currentTarget.value)} />
        }
        onOpen={(row) => void navigate({ to: `/assistance/feedback/${row.id}` })}
        cells={{
          category: (row) => t(`assistance.category-${row.category}`),
          channel: (row) => t(`assistance.channel-${row.channel}`),
          language: (row) => t(`assistance.language-${row.language}`),
          siteNames: (row) => <bdi>{nameIn(row.siteNames)}</bdi>,
          orgNames: (row) => row.orgNames && <bdi>{nameIn(row.orgNames)}</bdi>,
          state: (row) => <FeedbackStatus state={row.state} overdue={row.overdue} />,
        }}
        columnFilters={{
          state: { kind: 'choice', field: 'states', many: true, choices: choices('feedback-state', FeedbackState.options) },
          category: { kind: 'choice', field: 'category', choices: choices('category', openCategories) },
          channel: { kind: 'choice', field: 'channel', choices: choices('channel', channels) },
          dueAt: { kind: 'flag', field: 'overdue' },
        }}
        empty={{ title: t('assistance.no-feedback'), text: t('assistance.no-feedback-text'), action: button }}
      />
      {giving && <LinkDialog onClose={() => setGiving(false)} />}
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
    </Page>
  );
}

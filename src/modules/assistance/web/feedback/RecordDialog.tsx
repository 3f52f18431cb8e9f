import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  ProblemNotice,
  Select,
  Stack,
  Text,
  TextInput,
  Textarea,
  Title,
} from '#foundation/web/ui/index.ts';
import { listEvents } from '../../contract/events.ts';
import { channels, languages, openCategories, recordFeedback, sealedCategories } from '../../contract/feedback/feedback.ts';

/** Takes down what somebody said. At the end stands what to tell the person, the same whatever it was about. */
export function RecordDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [reference, setReference] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.record-feedback')} size="lg">
      {reference === null ? (
        <RecordForm onClose={onClose} onDone={setReference} />
      ) : (
        <Stack>
          <Text>{t('assistance.tell-reference')}</Text>
          <Title order={2} className="kv-code">
            {reference}
          </Title>
          <Group>
            <Button onClick={onClose}>{t('assistance.reference-told')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function RecordForm({ onClose, onDone }: { onClose: () => void; onDone: (reference: string) => void }) {
  const t = useT();
  const seesEvents = useCan(listEvents.name);
  const events =
    useAsk(listEvents, { limit: 50, states: ['open', 'stopped', 'counting', 'reconciled', 'closed'] }, { enabled: seesEvents }).data
      ?.rows ?? [];
  const [said, setSaid] = useState({
    eventId: '',
    siteId: '',
    category: 'question',
    channel: 'event',
    language: 'ar',
    anonymous: true,
    words: '',
    contact: '',
  });
  const [feedbackId] = useState(() => newId());
  const { send, busy, problem } = useSend(recordFeedback);
  const set = (change: Partial<typeof said>) => setSaid((now) => ({ ...now, ...change }));
  const sealed = (sealedCategories as readonly string[]).includes(said.category);
  const { eventId, contact, ...rest } = said;
  const parsed = recordFeedback.input.safeParse({
    feedbackId,
    ...rest,
    ...(eventId ? { eventId } : {}),
    ...(contact && !said.anonymous ? { contact } : {}),
  });
  const save = async () => {
    if (!parsed.success) return;
    const outcome = await send(parsed.data);
    if (outcome?.state === 'applied' && outcome.result) onDone(outcome.result.reference);
  };
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      {seesEvents && (
        <Select
          label={t('page.assistance.event')}
          clearable
          searchable
          value={eventId || null}
          data={events.map((row) => ({ value: row.id, label: `${row.title} · ${row.number}` }))}
          onChange={(id) => set({ eventId: id ?? '', siteId: events.find((row) => row.id === id)?.siteId ?? said.siteId })}
        />
      )}
      {!eventId && (
        <RecordPicker kind="site" required label={t('assistance.where')} value={said.siteId} onChange={(id) => set({ siteId: id ?? '' })} />
      )}
      <Select
        label={t('assistance.about')}
        allowDeselect={false}
        value={said.category}
        data={[
          { group: t('assistance.about-open'), items: choices('category', openCategories) },
          { group: t('assistance.about-sealed'), items: choices('category', sealedCategories) },
        ]}
        onChange={(category) => category && set({ category })}
      />
      {sealed && (
        <Alert color="waiting" title={t('assistance.goes-sealed')}>
          {t('assistance.goes-sealed-text')}
        </Alert>
      )}
      <Textarea
        label={t('assistance.words')}
        withAsterisk
        autosize
        minRows={3}
        dir="auto"
        value={said.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <Group grow>
        <Select
          label={t('assistance.channel')}
          allowDeselect={false}
          value={said.channel}
          data={choices('channel', channels)}
          onChange={(channel) => channel && set({ channel })}
        />
        <Select
          label={t('assistance.language')}
          allowDeselect={false}
          value={said.language}
          data={choices('language', languages)}
          onChange={(language) => language && set({ language })}
        />
      </Group>
      <Checkbox
        label={t('assistance.anonymous')}
        checked={said.anonymous}
        onChange={(event) => set({ anonymous: event.currentTarget.checked })}
      />
      {!said.anonymous && (
        <TextInput
          label={t('assistance.contact')}
          description={t('assistance.contact-hint')}
          dir="auto"
          value={said.contact}
          onChange={(event) => set({ contact: event.currentTarget.value })}
        />
      )}
      <Group>
        <Button loading={busy} disabled={!parsed.success} onClick={() => void save()}>
          {t('command.assistance.record-feedback')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

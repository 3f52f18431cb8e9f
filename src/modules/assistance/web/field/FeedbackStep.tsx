import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Select, Stack, Text, TextInput, Textarea, Title } from '#foundation/web/ui/index.ts';
import { languages, openCategories, recordFeedback, sealedCategories } from '../../contract/feedback/feedback.ts';
import type { LanePack } from '../../contract/field/lane.ts';

/** Somebody at the table says something: kept sealed on this phone, sent with the rest. Nobody has to say who they are. */
export function FeedbackStep({ pack, onDone, onBack }: { pack: LanePack; onDone: () => void; onBack: () => void }) {
  const t = useT();
  const field = useField();
  const [said, setSaid] = useState({ category: '', language: 'ar', words: '', contact: '' });
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<typeof said>) => setSaid((now) => ({ ...now, ...change }));
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  const { contact, ...rest } = said;
  const parsed = recordFeedback.input.safeParse({
    feedbackId: newId(),
    siteId: pack.siteId,
    eventId: pack.eventId,
    channel: 'event',
    anonymous: !contact.trim(),
    ...(contact.trim() ? { contact } : {}),
    ...rest,
  });
  const keep = async () => {
    if (!parsed.success) return;
    setBusy(true);
    await field.record(recordFeedback, parsed.data, { subject: { kind: 'assistance-event', id: pack.eventId }, title: pack.number });
    onDone();
  };
  return (
    <Stack gap="md">
      <Title order={2}>{t('assistance.field-feedback')}</Title>
      <Select
        size="lg"
        label={t('assistance.about')}
        allowDeselect={false}
        value={said.category || null}
        data={[...choices('category', openCategories), ...choices('category', sealedCategories)]}
        onChange={(category) => category && set({ category })}
      />
      {(sealedCategories as readonly string[]).includes(said.category) && (
        <Alert color="waiting" title={t('assistance.goes-sealed')}>
          {t('assistance.goes-sealed-text')}
        </Alert>
      )}
      <Textarea
        size="lg"
        label={t('assistance.words')}
        autosize
        minRows={4}
        dir="auto"
        value={said.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <Select
        size="lg"
        label={t('assistance.language')}
        allowDeselect={false}
        value={said.language}
        data={choices('language', languages)}
        onChange={(language) => language && set({ language })}
      />
      <TextInput
        size="lg"
        label={t('assistance.contact')}
        description={t('assistance.contact-hint')}
        dir="auto"
        autoComplete="off"
        value={said.contact}
        onChange={(event) => set({ contact: event.currentTarget.value })}
      />
      <Text>{t('assistance.field-feedback-text')}</Text>
      <Button size="xl" disabled={!parsed.success} loading={busy} onClick={() => void keep()}>
        {t('command.assistance.record-feedback')}
      </Button>
      <Button size="xl" variant="default" onClick={onBack}>
        {t('assistance.field-back')}
      </Button>
    </Stack>
  );
}

import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import type { Clock } from '#foundation/web/clock.ts';
import type { GuestClient } from '#foundation/web/guest-client.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { Alert, Button, ProblemNotice, Select, Stack, Text, TextInput, Textarea } from '#foundation/web/ui/index.ts';
import { languages, openCategories, sealedCategories } from '../../contract/feedback/feedback.ts';
import { sayByLink } from '../../contract/feedback/links.ts';

interface Props {
  readonly client: GuestClient;
  readonly language: Language;
  /** The mission's. */
  readonly clock: Clock;
  readonly onSaid: (reference: string) => void;
}

/** What it is about, the words, and if one wishes a way to be reached. Nothing is kept in this browser. */
export function SayForm({ client, language, clock, onSaid }: Props) {
  const t = useT();
  const [said, setSaid] = useState({ category: '', language: language as (typeof languages)[number], words: '', contact: '' });
  // Sent again under the same ids when the answer was lost.
  const [ids] = useState(() => ({ id: newId(), feedbackId: newId(), occurredAt: clock().toISOString() }));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const set = (change: Partial<typeof said>) => setSaid((now) => ({ ...now, ...change }));
  const { contact, ...rest } = said;
  const parsed = sayByLink.input.safeParse({ feedbackId: ids.feedbackId, ...rest, ...(contact.trim() ? { contact } : {}) });
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  const send = async () => {
    if (!parsed.success) return;
    setBusy(true);
    const got = await client.send(sayByLink, { id: ids.id, input: parsed.data, occurredAt: ids.occurredAt });
    setBusy(false);
    setProblem(got.problem);
    if (!got.problem) onSaid(got.answer.result.reference);
  };
  const sealed = (sealedCategories as readonly string[]).includes(said.category);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        <Text>{t('assistance.say-text')}</Text>
        <Select
          size="md"
          label={t('assistance.about')}
          required
          allowDeselect={false}
          value={said.category || null}
          data={[...choices('category', openCategories), ...choices('category', sealedCategories)]}
          onChange={(category) => category && set({ category })}
        />
        {sealed && <Alert color="waiting">{t('assistance.say-sealed')}</Alert>}
        <Textarea
          size="md"
          label={t('assistance.say-words')}
          required
          autosize
          minRows={4}
          dir="auto"
          value={said.words}
          onChange={(event) => set({ words: event.currentTarget.value })}
        />
        <Select
          size="md"
          label={t('assistance.say-language')}
          allowDeselect={false}
          value={said.language}
          data={choices('language', languages)}
          onChange={(value) => value && set({ language: value as typeof said.language })}
        />
        <TextInput
          size="md"
          label={t('assistance.say-contact')}
          description={t('assistance.say-contact-hint')}
          dir="auto"
          autoComplete="off"
          value={said.contact}
          onChange={(event) => set({ contact: event.currentTarget.value })}
        />
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" size="lg" loading={busy} disabled={!parsed.success}>
          {t('assistance.say-send')}
        </Button>
      </Stack>
    </form>
  );
}

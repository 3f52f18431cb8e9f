import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import type { GuestClient } from '#foundation/web/guest-client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Paper, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { askForAnswer } from '../../contract/feedback/links.ts';

/** The answer to a reference. What has none yet, lies sealed or never was is told in the same words. */
export function AnswerForm({ client }: { client: GuestClient }) {
  const t = useT();
  const [reference, setReference] = useState('');
  const [found, setFound] = useState<{ answer: string | null } | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  const parsed = askForAnswer.input.safeParse({ reference });
  const ask = async () => {
    if (!parsed.success) return;
    setBusy(true);
    const got = await client.ask(askForAnswer, parsed.data);
    setBusy(false);
    setProblem(got.problem);
    setFound(got.problem ? null : got.answer);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <Stack gap="md">
        <TextInput
          size="md"
          label={t('assistance.reference')}
          description={t('assistance.say-reference-hint')}
          required
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" size="lg" loading={busy} disabled={!parsed.success}>
          {t('assistance.say-ask')}
        </Button>
        {found && !found.answer && <Alert color="waiting">{t('assistance.say-no-answer')}</Alert>}
        {found?.answer && (
          <Paper p="md" withBorder role="status">
            <Text fw={600}>{t('assistance.answer')}</Text>
            <Text dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
              {found.answer}
            </Text>
          </Paper>
        )}
      </Stack>
    </form>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, List, Paper, ProblemNotice, Progress, Stack, Text } from '#foundation/web/ui/index.ts';
import { checkAgain, stageFile } from '../contract/imports.ts';
import type { ImportShown } from '../contract/imports.ts';
import { faultWords } from './words.ts';

/** What is being done, how much of it, and what may be done meanwhile. */
export function AtWork({ about, onRetried }: { about: ImportShown; onRetried: () => void }) {
  const t = useT();
  const { send, busy } = useSend(checkAgain);
  const { progress } = about;
  if (about.stuck !== null)
    return (
      <Alert color="person" role="alert" title={t('imports.stuck', { error: about.stuck })}>
        {about.abilities.includes(checkAgain.name) && (
          <Button variant="default" size="xs" loading={busy} onClick={() => void send({ importId: about.id }).then(onRetried)}>
            {t('ui.try-again')}
          </Button>
        )}
      </Alert>
    );
  const step = about.state === 'reading' ? 'reading' : about.state === 'checking' ? 'checking' : 'applying';
  const part = progress?.total ? (100 * progress.done) / progress.total : 100;
  return (
    <Paper p="lg" role="status" aria-live="polite">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{t(`imports.step-${step}`)}</Text>
          {progress?.total ? <Text c="dimmed">{t('imports.progress', { done: progress.done, total: progress.total })}</Text> : null}
        </Group>
        <Progress value={part} animated={!progress?.total} aria-label={t(`imports.step-${step}`)} />
        <Text c="dimmed" size="sm">
          {t('imports.meanwhile')}
        </Text>
      </Stack>
    </Paper>
  );
}

/** Why the file could not be taken, and what to do about it. */
export function Unreadable({ about }: { about: ImportShown }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Alert color="person" role="alert" title={t('imports.state-unreadable')}>
      <Stack gap="sm" align="flex-start">
        {about.notes.map((note, index) => (
          <Text key={index}>{faultWords(t, note)}</Text>
        ))}
        <Button variant="default" onClick={() => void navigate({ to: `/imports?kind=${about.kind}` })}>
          {t('imports.choose-file')}
        </Button>
      </Stack>
    </Alert>
  );
}

/** How the sheet was read and what of it was left out. */
export function FileNotes({ about }: { about: ImportShown }) {
  const t = useT();
  const { kind, encoding, delimiter } = about.fileWords;
  const words = [kind?.toUpperCase(), encoding, delimiter === '\t' ? 'tab' : delimiter].filter(Boolean).join(' ');
  return (
    <Stack gap={4}>
      <Text c="dimmed" size="sm">
        {t('imports.read-as', { sheet: about.sheet ?? '', words, language: t(`imports.language-${about.language}`) })}
      </Text>
      {about.notes.length > 0 && (
        <Alert color="waiting" title={t('imports.notes')}>
          <List size="sm">
            {about.notes.map((note, index) => (
              <List.Item key={index}>{faultWords(t, note)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}

/** What came of it, and where it can be seen. */
export function Finished({ about }: { about: ImportShown }) {
  const t = useT();
  const navigate = useNavigate();
  const { counts } = about;
  const same = counts.unchanged + counts.same;
  return (
    <Alert color={counts.refused > 0 ? 'person' : 'settled'} title={t('imports.done', { applied: counts.applied })}>
      <Stack gap="xs" align="flex-start">
        {same > 0 && <Text size="sm">{t('imports.done-same', { same })}</Text>}
        {counts.faulty > 0 && <Text size="sm">{t('imports.left-out', { faulty: counts.faulty })}</Text>}
        {counts.refused > 0 && <Text size="sm">{t('imports.done-refused', { refused: counts.refused })}</Text>}
        {about.page && (
          <Button variant="default" size="xs" onClick={() => void navigate({ to: about.page! })}>
            {t('imports.see')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** The same file was sent before: its first outcome is shown, and nothing has changed. It can be read once more on purpose. */
export function AgainNotice({ about, fileHash }: { about: ImportShown; fileHash: string }) {
  const t = useT();
  const navigate = useNavigate();
  const { send, busy, problem } = useSend(stageFile);
  const anew = async () => {
    const { kind, fileName, language } = about;
    const outcome = await send({ importId: newId(), kind, fileName, language, fileHash, anyway: true });
    if (outcome?.state === 'applied') await navigate({ to: `/imports/${outcome.result!.importId}` });
  };
  return (
    <Alert color="lake" title={t('imports.again')}>
      {problem && <ProblemNotice problem={problem} />}
      <Button variant="default" size="xs" loading={busy} onClick={() => void anew()}>
        {t('imports.read-anew')}
      </Button>
    </Alert>
  );
}

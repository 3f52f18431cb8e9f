import { useEffect, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { EntryFrame } from '#foundation/web/ui/EntryFrame.tsx';
import { Button, Paper, Stack, Text, Title } from '#foundation/web/ui/index.ts';

interface AwayPageProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onRetry: () => Promise<void>;
}

const pause = 10_000;

/** The server could not be asked who is here. Tries again by itself, and shows the way to what works without it. */
export default function AwayPage({ language, onLanguage, onRetry }: AwayPageProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const retry = () => void onRetry();
    const timer = setInterval(retry, pause);
    addEventListener('online', retry);
    return () => {
      clearInterval(timer);
      removeEventListener('online', retry);
    };
  }, [onRetry]);
  return (
    <EntryFrame mission="" language={language} onLanguage={onLanguage}>
      <Paper p="lg" role="alert">
        <Stack>
          <Title order={2}>{t('shell.away')}</Title>
          <Text>{t('shell.away-text')}</Text>
          <Button
            loading={busy}
            onClick={() => {
              setBusy(true);
              void onRetry().finally(() => setBusy(false));
            }}
          >
            {t('shell.away-retry')}
          </Button>
          <Button component="a" href="/field" variant="default">
            {t('shell.away-field')}
          </Button>
        </Stack>
      </Paper>
    </EntryFrame>
  );
}

import { useEffect, useMemo, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { clockFrom } from '#foundation/web/clock.ts';
import type { Clock } from '#foundation/web/clock.ts';
import { guestClient } from '#foundation/web/guest-client.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { EntryFrame } from '#foundation/web/ui/EntryFrame.tsx';
import { Alert, Button, Paper, ProblemNotice, Stack, Text, Title, Waiting } from '#foundation/web/ui/index.ts';
import { getFeedbackDoor } from '../../contract/feedback/links.ts';
import { nameIn } from '../words.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { SayForm } from './SayForm.tsx';

interface Props {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Where a link or a code on the wall leads: anybody says something, or asks for an answer. Nothing names agency, donor or mission. */
export default function SayPage({ language, onLanguage }: Props) {
  const t = useT();
  const [token] = useState(() => location.hash.slice(1));
  const client = useMemo(() => guestClient(token), [token]);
  const [door, setDoor] = useState<(typeof getFeedbackDoor)['output']['_output'] | null>(null);
  const [clock, setClock] = useState<Clock>(() => () => new Date());
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [tries, setTries] = useState(0);
  const [face, setFace] = useState<'say' | 'ask'>('say');
  const [reference, setReference] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    void client.ask(getFeedbackDoor, {}).then((got) => {
      if (!here) return;
      setProblem(got.problem);
      if (got.problem) return;
      setDoor(got.answer);
      setClock(() => clockFrom(got.answer.now));
    });
    return () => {
      here = false;
    };
  }, [client, tries]);
  const over = problem?.status === 401 || problem?.status === 403 || problem?.status === 404;
  return (
    <EntryFrame mission="" language={language} onLanguage={onLanguage} width={520}>
      {!door && !problem && <Waiting />}
      {!door && problem && (
        <Paper p="lg">
          {over ? (
            <Alert color="person" title={t('assistance.say-over')}>
              {t('assistance.say-over-text')}
            </Alert>
          ) : (
            <ProblemNotice problem={problem} retry={() => setTries(tries + 1)} />
          )}
        </Paper>
      )}
      {door && (
        <Stack gap="md">
          <div>
            <Title order={2}>{t(face === 'ask' ? 'assistance.say-ask-title' : 'assistance.say-title')}</Title>
            <Text c="dimmed">
              <bdi>{nameIn(door.siteNames)}</bdi>
            </Text>
          </div>
          {face === 'ask' ? (
            <AnswerForm client={client} />
          ) : reference ? (
            <Said reference={reference} onAgain={() => setReference(null)} />
          ) : (
            <SayForm client={client} language={language} clock={clock} onSaid={setReference} />
          )}
          <Button variant="subtle" onClick={() => setFace(face === 'say' ? 'ask' : 'say')}>
            {t(face === 'say' ? 'assistance.say-to-ask' : 'assistance.say-to-say')}
          </Button>
        </Stack>
      )}
    </EntryFrame>
  );
}

/** What to keep in mind: a reference that says nothing. */
function Said({ reference, onAgain }: { reference: string; onAgain: () => void }) {
  const t = useT();
  return (
    <Stack role="status">
      <Alert color="settled" title={t('assistance.say-kept')}>
        {t('assistance.say-kept-text')}
      </Alert>
      <Title order={2} className="kv-code" dir="ltr" ta="center" size={32}>
        {reference}
      </Title>
      <Button variant="default" onClick={onAgain}>
        {t('assistance.say-again')}
      </Button>
    </Stack>
  );
}

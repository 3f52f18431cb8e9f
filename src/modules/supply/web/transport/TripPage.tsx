import { useEffect, useMemo, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClockContext, clockFrom } from '#foundation/web/clock.ts';
import type { Clock } from '#foundation/web/clock.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { EntryFrame } from '#foundation/web/ui/EntryFrame.tsx';
import { Alert, Button, Paper, ProblemNotice, Stack, Text, Title, Waiting, When } from '#foundation/web/ui/index.ts';
import { getTrip } from '../../contract/transport/trip-links.ts';
import { TripForm } from './TripForm.tsx';
import type { Kept } from './TripForm.tsx';
import { guestClient } from '#foundation/web/guest-client.ts';
import { nameIn, useQty } from './words.tsx';

export type Trip = (typeof getTrip)['output']['_output'];

interface Props {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Where a one-trip link leads: somebody without a sign-in tells what came off one truck, and nothing else. */
export default function TripPage({ language, onLanguage }: Props) {
  const t = useT();
  const [token] = useState(() => location.hash.slice(1));
  const client = useMemo(() => guestClient(token), [token]);
  const [trip, setTrip] = useState<Trip | null>(null);
  const [clock, setClock] = useState<Clock | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [tries, setTries] = useState(0);
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    let here = true;
    void client.ask(getTrip, {}).then((got) => {
      if (!here) return;
      setProblem(got.problem);
      if (got.problem) return;
      setTrip(got.answer);
      setClock(() => clockFrom(got.answer.now));
    });
    return () => {
      here = false;
    };
  }, [client, tries]);
  return (
    <EntryFrame mission={trip?.mission ?? ''} language={language} onLanguage={onLanguage} width={560}>
      {!trip && !problem && <Waiting />}
      {!trip && problem && <NoTrip problem={problem} retry={() => setTries(tries + 1)} />}
      {trip && (
        <ClockContext value={clock}>
          <Stack gap="md">
            <div>
              <Title order={2}>{t(`supply.trip-title-${trip.kind}`)}</Title>
              <Text>
                <span className="kv-code">{trip.waybill}</span> · <bdi>{nameIn(trip.place)}</bdi>
              </Text>
              <Text size="sm" c="dimmed">
                {t('supply.trip-until')} <When at={trip.until} />
              </Text>
            </div>
            {kept ? (
              <KeptNotice kept={kept} onAgain={() => setKept(null)} />
            ) : (
              <>
                {trip.toldAt && (
                  <Alert color="waiting" title={t('supply.trip-told')}>
                    <When at={trip.toldAt} />
                  </Alert>
                )}
                <TripForm
                  trip={trip}
                  client={client}
                  onKept={(done) => {
                    setKept(done);
                    setTries(tries + 1);
                  }}
                />
              </>
            )}
          </Stack>
        </ClockContext>
      )}
    </EntryFrame>
  );
}

/** A link that is over says so in words, and whom to ask; what did not arrive can be tried again. */
function NoTrip({ problem, retry }: { problem: ProblemBody; retry: () => void }) {
  const t = useT();
  const over = problem.status === 401 || problem.status === 404;
  return (
    <Paper p="lg">
      {over ? (
        <Alert color="person" title={t('supply.trip-over')}>
          {t('supply.trip-over-text')}
        </Alert>
      ) : (
        <ProblemNotice problem={problem} retry={retry} />
      )}
    </Paper>
  );
}

/** What the server has kept, in figures. */
function KeptNotice({ kept, onAgain }: { kept: Kept; onAgain: () => void }) {
  const t = useT();
  const qty = useQty();
  return (
    <Stack>
      <Alert color="settled" title={t('supply.trip-kept')}>
        {kept.kind === 'receiver' ? (
          <Stack gap={4}>
            <span className="kv-code">{kept.number}</span>
            {(['good', 'damaged', 'missing', 'extra', ...(kept.refused > 0 ? (['refused'] as const) : [])] as const).map((key) => (
              <span key={key}>
                {t(`supply.count-${key}`)}: <b className="kv-number">{qty(kept[key])}</b>
              </span>
            ))}
          </Stack>
        ) : (
          t('supply.trip-ticked', { ticked: kept.ticked, lines: kept.lines })
        )}
      </Alert>
      <Text c="dimmed">{t('supply.trip-kept-text')}</Text>
      <Button variant="default" onClick={onAgain}>
        {t('supply.trip-again')}
      </Button>
    </Stack>
  );
}

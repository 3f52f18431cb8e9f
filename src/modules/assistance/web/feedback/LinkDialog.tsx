import { Suspense, lazy, useState } from 'react';
import { newGuestToken } from '#kernel/access/domain/guest-passes.ts';
import { loadQr } from '#kernel/access/web/index.ts';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import {
  Button,
  Group,
  LinkOut,
  Modal,
  ProblemNotice,
  Select,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  When,
} from '#foundation/web/ui/index.ts';
import { giveFeedbackLink, listFeedbackLinks, withdrawFeedbackLink } from '../../contract/feedback/links.ts';

const Qr = lazy(loadQr);
const spans = [1, 3, 7, 14, 31] as const;
interface Place {
  readonly siteId: string;
  readonly eventId?: string;
}

/** Opens a link for a site or one distribution: a code on paper for the wall, and its address to send. */
export function LinkDialog({ place, onClose }: { place?: Place; onClose: () => void }) {
  const t = useT();
  const { mission } = useSession();
  const [siteId, setSiteId] = useState(place?.siteId ?? '');
  const [days, setDays] = useState('7');
  const [given, setGiven] = useState<{ link: string; until: string } | null>(null);
  const { send, busy, problem } = useSend(giveFeedbackLink);
  const at: Place = place ?? { siteId };
  const give = async () => {
    const token = newGuestToken();
    const outcome = await send({ linkId: newId(), ...at, days: Number(days), token });
    if (outcome?.state !== 'applied' || !outcome.result) return;
    const practice = mission.practice ? `/@${mission.slug}` : '';
    setGiven({ link: `${location.origin}${practice}/say#${token}`, until: outcome.result.until });
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.give-feedback-link')} size="lg">
      {given ? (
        <Poster {...given} onDone={onClose} />
      ) : (
        <Stack>
          <Text>{t('assistance.link-text')}</Text>
          {!place && (
            <RecordPicker kind="site" required label={t('assistance.where')} value={siteId} onChange={(id) => setSiteId(id ?? '')} />
          )}
          <Select
            label={t('assistance.link-days')}
            allowDeselect={false}
            value={days}
            onChange={(value) => setDays(value ?? days)}
            data={spans.map((value) => ({ value: String(value), label: t('assistance.link-span', { days: value }) }))}
          />
          {problem && <ProblemNotice problem={problem} />}
          <Group>
            <Button loading={busy} disabled={!at.siteId} onClick={() => void give()}>
              {t('command.assistance.give-feedback-link')}
            </Button>
          </Group>
          {at.siteId && <Given place={at} />}
        </Stack>
      )}
    </Modal>
  );
}

const tones = { open: 'waiting', over: 'stopped', withdrawn: 'stopped' } as const;

function Given({ place }: { place: Place }) {
  const t = useT();
  const links = useAsk(listFeedbackLinks, { ...place });
  const { send, busy, problem } = useSend(withdrawFeedbackLink);
  if (links.error) return <ProblemNotice problem={links.error.body} />;
  if (!links.data) return <Waiting />;
  return (
    <Stack gap="xs">
      {links.data.rows.length > 0 && <Text fw={600}>{t('assistance.links-given')}</Text>}
      {problem && <ProblemNotice problem={problem} />}
      {links.data.rows.map((row) => (
        <Group key={row.id} justify="space-between">
          <Text size="sm">
            <Status tone={tones[row.state]}>{t(`assistance.link-${row.state}`)}</Status> {t('assistance.link-until')}{' '}
            <When at={row.until} /> · <bdi>{row.givenBy}</bdi>
          </Text>
          {row.state === 'open' && (
            <Button
              size="xs"
              variant="default"
              loading={busy}
              onClick={() => void send({ linkId: row.id, ...place }).then(() => links.refetch())}
            >
              {t('command.assistance.withdraw-feedback-link')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

/** Shown this once. The printed sheet names nobody: three languages, a code, how long it holds. */
function Poster({ link, until, onDone }: { link: string; until: string; onDone: () => void }) {
  const t = useT();
  return (
    <Stack>
      <Stack className="kv-slip" gap="sm" align="center">
        <PosterWords />
        <Suspense fallback={<Waiting />}>
          <Qr text={link} label={t('assistance.link-qr')} />
        </Suspense>
        <Text size="sm" c="dimmed">
          {(['ar', 'tr', 'en'] as const).map((language, at) => (
            <span key={language}>
              {at > 0 && ' · '}
              <bdi lang={language}>{holdsUntil(language, until)}</bdi>
            </span>
          ))}
        </Text>
      </Stack>
      <LinkOut link={link} label={t('assistance.link-address')} once={t('assistance.link-once')} printLabel={t('assistance.link-print')}>
        <Button variant="default" onClick={onDone}>
          {t('assistance.link-done')}
        </Button>
      </LinkOut>
    </Stack>
  );
}

/** Who reads a wall has not chosen a language: all three stand there. */
function PosterWords() {
  return (
    <>
      {(['ar', 'tr', 'en'] as const).map((language) => (
        <div key={language} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'} style={{ textAlign: 'center' }}>
          <Title order={2}>{poster[language].title}</Title>
          <Text>{poster[language].text}</Text>
        </div>
      ))}
    </>
  );
}
const poster = {
  ar: { title: 'قولوا ما عندكم', text: 'سؤال أو شكوى أو شكر. لا حاجة لذكر الاسم. لكل رسالة جواب.' },
  tr: { title: 'Söyleyeceğiniz var mı?', text: 'Soru, şikâyet, teşekkür. Adınızı vermeniz gerekmez. Herkese yanıt verilir.' },
  en: { title: 'Tell us', text: 'A question, a complaint, a thank-you. You need not give your name. Everybody gets an answer.' },
} as const;
/** How long it holds, in each language of the wall. */
function holdsUntil(language: keyof typeof poster, until: string): string {
  const locale = { ar: 'ar-SY-u-nu-latn', tr: 'tr-TR', en: 'en-GB' }[language];
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(until));
  return { ar: `حتى ${day}`, tr: `${day} tarihine kadar`, en: `until ${day}` }[language];
}

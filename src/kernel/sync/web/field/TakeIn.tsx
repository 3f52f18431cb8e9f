import { useRef, useState } from 'react';
import { ClientProblem } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Scanner } from '#foundation/web/ui/Scanner.tsx';
import { BigButton, FieldNotice, FieldSection, FieldState } from '#foundation/web/ui/field/index.ts';
import { CodeCollector, readFileText } from '../phone/carry.ts';
import type { Carried } from '../phone/carry.ts';
import { usePhone } from './use-phone.ts';
import { useReason } from './words.ts';

type Told = { readonly tone: 'settled' | 'person'; readonly words: string };

/** Another phone's records go to the server through this one: by its codes or its file. Nobody here can read them. */
export function TakeIn() {
  const t = useT();
  const phone = usePhone();
  const reason = useReason();
  const chooser = useRef<HTMLInputElement>(null);
  const [collector] = useState(() => new CodeCollector());
  const [scanning, setScanning] = useState(false);
  const [have, setHave] = useState<{ have: number; of: number } | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const send = async (carried: Carried | undefined) => {
    if (!carried) return setTold({ tone: 'person', words: t('sync.hand-in-none') });
    if (carried.mission !== phone.mission.slug) return setTold({ tone: 'person', words: t('sync.hand-in-other') });
    try {
      setTold({ tone: 'settled', words: t('sync.hand-in-done', { count: await phone.handIn(carried.items) }) });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setTold({ tone: 'person', words: reason(error.body) });
    }
  };
  const take = async (text: string) => {
    const taken = collector.take(text);
    if (!taken) return false;
    setHave(taken);
    if (taken.carried) await send(taken.carried);
    return true;
  };
  return (
    <>
      <FieldSection>{t('sync.field-take-in')}</FieldSection>
      <p style={{ margin: 0 }}>{t('sync.field-take-in-text')}</p>
      {told && <FieldNotice tone={told.tone}>{told.words}</FieldNotice>}
      {have && (
        <FieldState tone={have.have < have.of ? 'waiting' : 'settled'}>
          {t('sync.field-code-of', { number: have.have, of: have.of })}
        </FieldState>
      )}
      {scanning ? (
        <Scanner formats={['qr_code']} onCode={(code) => take(code.kind === 'plain' ? code.text : '')} />
      ) : (
        <BigButton kind="quiet" onClick={() => setScanning(true)}>
          {t('sync.field-take-in-scan')}
        </BigButton>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t('sync.field-take-in-file')}
        onChange={(event) => {
          void event.currentTarget.files?.[0]?.text().then((text) => send(readFileText(text)));
          event.currentTarget.value = '';
        }}
      />
      <BigButton kind="quiet" onClick={() => chooser.current?.click()}>
        {t('sync.field-take-in-file')}
      </BigButton>
    </>
  );
}

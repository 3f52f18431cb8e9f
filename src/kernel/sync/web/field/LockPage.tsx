import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldCard, FieldFrame, FieldNotice, LanguageChoice, PinPad } from '#foundation/web/ui/field/index.ts';
import { phoneAuthenticator } from '../phone/authenticator.ts';
import { PasskeyProblem, unlockByPasskey } from '../phone/passkey.ts';
import { derivePin, longestPin, shortestPin } from '../phone/pin.ts';
import type { BoxRow } from '../phone/store.ts';
import { unlockBox } from '../phone/vault.ts';
import type { OpenBox } from '../phone/vault.ts';
import { phoneStore } from './session.ts';

export interface LockProps {
  readonly boxes: readonly BoxRow[];
  readonly mark: (practice: boolean) => string | null;
  readonly onOpen: (open: OpenBox) => Promise<void>;
  readonly onEmptied: () => void;
  readonly onEnrol: () => void;
}

/** The closed phone: it names nobody and nothing. */
export function LockPage({ boxes, mark, onOpen, onEmptied, onEnrol }: LockProps) {
  const t = useT();
  const living = boxes.filter((box) => !box.ended);
  const emptied = boxes.length - living.length;
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<number | null>(null);
  const [unconfirmed, setUnconfirmed] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const box = living.find((one) => one.id === chosen) ?? (living.length === 1 ? living[0] : undefined);
  const unlock = async (pin: string) => {
    setBusy(true);
    setUnconfirmed(false);
    const answer = await unlockBox(phoneStore, box!.id, pin, derivePin);
    if (answer.state === 'open') return onOpen(answer.open);
    setBusy(false);
    setLeft(answer.state === 'wrong' ? answer.left : 0);
    if (answer.state === 'emptied') onEmptied();
  };
  const unlockByPhone = async () => {
    setBusy(true);
    setUnconfirmed(false);
    try {
      await onOpen(await unlockByPasskey(phoneStore, box!.id, phoneAuthenticator));
    } catch (error) {
      if (!(error instanceof PasskeyProblem)) throw error;
      setUnconfirmed(true);
      setBusy(false);
    }
  };
  return (
    <FieldFrame title={t('sync.field-locked')} mark={box ? mark(box.practice) : null}>
      {emptied > 0 && <FieldNotice>{t('sync.field-emptied-waiting')}</FieldNotice>}
      {!box &&
        living.map((one) => (
          <FieldCard key={one.id} onOpen={() => setChosen(one.id)}>
            {t('sync.field-person', { number: one.order })}
          </FieldCard>
        ))}
      {box && (
        <>
          <p style={{ margin: 0, textAlign: 'center' }}>{busy ? t('sync.field-opening') : t('sync.field-enter-pin')}</p>
          {left !== null && left > 0 && !busy && <FieldNotice tone="person">{t('sync.field-wrong-pin', { left })}</FieldNotice>}
          {unconfirmed && <FieldNotice tone="person">{t('sync.field-passkey-fault.not-confirmed')}</FieldNotice>}
          {box.passkey && (
            <BigButton disabled={busy} onClick={() => void unlockByPhone()}>
              {t('sync.field-passkey-open')}
            </BigButton>
          )}
          <PinPad shortest={shortestPin} longest={longestPin} busy={busy} onPin={(pin) => void unlock(pin)} />
          {living.length > 1 && (
            <BigButton kind="quiet" onClick={() => setChosen(null)}>
              {t('sync.field-other-person')}
            </BigButton>
          )}
        </>
      )}
      <LanguageChoice />
      {box && !forgotten && (
        <BigButton kind="quiet" onClick={() => setForgotten(true)}>
          {t('sync.field-forgotten')}
        </BigButton>
      )}
      {forgotten && <FieldNotice>{t('sync.field-forgotten-text')}</FieldNotice>}
      {(!box || forgotten) && (
        <BigButton kind="quiet" onClick={onEnrol}>
          {t(forgotten ? 'sync.field-enrol' : 'sync.field-enrol-another')}
        </BigButton>
      )}
    </FieldFrame>
  );
}

import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldNotice, FieldSection, PinPad } from '#foundation/web/ui/field/index.ts';
import { phoneAuthenticator } from '../phone/authenticator.ts';
import { PasskeyProblem, setPasskey } from '../phone/passkey.ts';
import type { PasskeyFault } from '../phone/passkey.ts';
import { derivePin, longestPin, shortestPin } from '../phone/pin.ts';
import { phoneStore } from './session.ts';
import { usePhone } from './use-phone.ts';

/** The PIN once more, then the phone asks for finger, face or screen lock; from then on either opens. */
export function SetPasskey({ onDone }: { onDone: () => void }) {
  const t = useT();
  const phone = usePhone();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<PasskeyFault | null>(null);
  const take = async (pin: string) => {
    setBusy(true);
    setFault(null);
    try {
      await setPasskey(phoneStore, phone.open, { pin, derive: derivePin, authenticator: phoneAuthenticator });
      onDone();
    } catch (error) {
      if (!(error instanceof PasskeyProblem)) throw error;
      setFault(error.fault);
    } finally {
      setBusy(false);
    }
  };
  const over = fault === 'absent' || fault === 'no-key';
  return (
    <>
      <FieldSection>{t('sync.field-passkey')}</FieldSection>
      {!over && <p style={{ margin: 0 }}>{t(busy ? 'sync.field-passkey-asks' : 'sync.field-pin-own')}</p>}
      {fault && <FieldNotice tone="person">{t(`sync.field-passkey-fault.${fault}`)}</FieldNotice>}
      {!over && <PinPad shortest={shortestPin} longest={longestPin} busy={busy} onPin={(pin) => void take(pin)} />}
      <BigButton kind="quiet" onClick={onDone}>
        {t('sync.field-back')}
      </BigButton>
    </>
  );
}

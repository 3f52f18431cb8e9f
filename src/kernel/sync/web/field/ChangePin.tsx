import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldNotice, FieldSection, PinPad } from '#foundation/web/ui/field/index.ts';
import { derivePin, longestPin, pinFault, shortestPin } from '../phone/pin.ts';
import { changePin, setDuressPin } from '../phone/vault.ts';
import { phoneStore } from './session.ts';
import { usePhone } from './use-phone.ts';

const steps = ['sync.field-pin-own', 'sync.field-pin-new', 'sync.field-pin-again'] as const;

/** The own PIN first, then the new one, said twice. */
export function ChangePin({ which, onDone }: { which: 'own' | 'duress'; onDone: () => void }) {
  const t = useT();
  const phone = usePhone();
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const begin = (fault: string) => {
    setTyped([]);
    setTold(fault);
  };
  const take = async (pin: string) => {
    const fault = typed.length === 1 ? pinFault(pin) : undefined;
    if (fault) return setTold(`sync.field-pin-${fault}`);
    if (typed.length < 2) {
      setTold(null);
      return setTyped([...typed, pin]);
    }
    if (typed[1] !== pin) return begin('sync.field-pin-differs');
    setBusy(true);
    const [own, next] = typed as [string, string];
    const done = await (which === 'own'
      ? changePin(phoneStore, phone.open, { from: own, to: next }, derivePin)
      : setDuressPin(phoneStore, phone.open, { own, duress: next }, derivePin));
    setBusy(false);
    if (done) onDone();
    else begin('sync.field-pin-refused');
  };
  return (
    <>
      <FieldSection>{t(which === 'own' ? 'sync.field-change-pin' : 'sync.field-duress')}</FieldSection>
      <p style={{ margin: 0 }}>{t(busy ? 'sync.field-opening' : steps[typed.length]!)}</p>
      {told && <FieldNotice tone="person">{t(told, { least: shortestPin, most: longestPin })}</FieldNotice>}
      <PinPad key={typed.length} shortest={shortestPin} longest={longestPin} busy={busy} onPin={(pin) => void take(pin)} />
      <BigButton kind="quiet" onClick={onDone}>
        {t('sync.field-back')}
      </BigButton>
    </>
  );
}

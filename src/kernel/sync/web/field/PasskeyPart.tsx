import { useEffect, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, Quiet } from '#foundation/web/ui/field/index.ts';
import { mayHavePasskey } from '../phone/authenticator.ts';
import { dropPasskey } from '../phone/passkey.ts';
import { phoneStore } from './session.ts';
import { usePhone } from './use-phone.ts';

/** The second way into the phone: offered where the phone has one, taken off with one touch, and said where it has none. */
export function PasskeyPart({ onSet }: { onSet: () => void }) {
  const t = useT();
  const { id } = usePhone().open.box;
  const [state, setState] = useState<'unknown' | 'none' | 'can' | 'set'>('unknown');
  useEffect(() => {
    let wanted = true;
    void Promise.all([phoneStore.boxes.get(id), mayHavePasskey()]).then(
      ([box, may]) => wanted && setState(box?.passkey ? 'set' : may ? 'can' : 'none'),
    );
    return () => {
      wanted = false;
    };
  }, [id]);
  if (state === 'unknown') return null;
  if (state === 'none') return <Quiet>{t('sync.field-passkey-fault.absent')}</Quiet>;
  return (
    <>
      <BigButton kind="quiet" onClick={() => (state === 'can' ? onSet() : void dropPasskey(phoneStore, id).then(() => setState('can')))}>
        {t(state === 'can' ? 'sync.field-passkey-set' : 'sync.field-passkey-drop')}
      </BigButton>
      <Quiet>{t('sync.field-passkey-text')}</Quiet>
    </>
  );
}

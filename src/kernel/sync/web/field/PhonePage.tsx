import { useState } from 'react';
import { useIntl } from 'react-intl';
import { usePackTitle } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldCard, FieldNotice, FieldSection, LanguageChoice, Quiet } from '#foundation/web/ui/field/index.ts';
import { emptyBox } from '../phone/vault.ts';
import { ChangePin } from './ChangePin.tsx';
import { PasskeyPart } from './PasskeyPart.tsx';
import { RoomPart } from './RoomPart.tsx';
import { SetPasskey } from './SetPasskey.tsx';
import { phoneStore } from './session.ts';
import { usePhone, usePhoneState } from './use-phone.ts';
import { useAgo, useBytes } from './words.ts';

const minutes = [1, 5, 15, 30] as const;
/** Minutes by which a clock may be wrong before it is worth a word. */
const clockSlack = 5;

/** About this phone: whose it is, what lies on it, its PIN, and the way to give it back. */
export default function PhonePage({ lock, update }: { lock: () => void; update: (() => void) | null }) {
  const t = useT();
  const intl = useIntl();
  const phone = usePhone();
  const choices = usePhoneState((one) => one.choices());
  const wrongBy = phone.clock.wrongBy();
  const [pin, setPin] = useState<'own' | 'duress' | 'passkey' | null>(null);
  const [leaving, setLeaving] = useState(false);
  if (pin === 'passkey') return <SetPasskey onDone={() => setPin(null)} />;
  if (pin) return <ChangePin which={pin} onDone={() => setPin(null)} />;
  return (
    <>
      {update && (
        <BigButton kind="now" onClick={update}>
          {t('sync.field-update')}
        </BigButton>
      )}
      {phone.self && (
        <FieldCard>
          <strong>
            <bdi>{phone.self.userName}</bdi>
          </strong>
          <Quiet>
            <bdi>{phone.self.deviceName}</bdi> · <bdi>{phone.self.missionName}</bdi>
          </Quiet>
        </FieldCard>
      )}
      {Math.abs(wrongBy) > clockSlack && phone.self?.demo === false && (
        <FieldNotice>
          {t('sync.field-clock-wrong', { time: intl.formatDate(phone.now(), { dateStyle: 'medium', timeStyle: 'short' }) })}
        </FieldNotice>
      )}
      <BigButton onClick={lock}>{t('sync.field-lock')}</BigButton>
      <FieldSection>{t('sync.field-lies-here')}</FieldSection>
      <Packs />
      <RoomPart />
      <FieldSection>{t('sync.field-settings')}</FieldSection>
      <LanguageChoice />
      <label style={{ display: 'grid', gap: 4 }}>
        {t('sync.field-lock-after')}
        <select
          value={choices.lockAfter}
          onChange={(event) => void phone.choose({ lockAfter: Number(event.currentTarget.value) })}
          style={{ minHeight: 56, fontSize: 18, padding: '0 12px', borderRadius: 10 }}
        >
          {minutes.map((count) => (
            <option key={count} value={count}>
              {t('sync.field-minutes', { count })}
            </option>
          ))}
        </select>
      </label>
      <label style={{ display: 'flex', gap: 12, alignItems: 'center', minHeight: 56 }}>
        <input
          type="checkbox"
          checked={choices.photosMetered}
          onChange={(event) => void phone.choose({ photosMetered: event.currentTarget.checked })}
          style={{ width: 28, height: 28 }}
        />
        {t('sync.field-photos-metered')}
      </label>
      <BigButton kind="quiet" onClick={() => setPin('own')}>
        {t('sync.field-change-pin')}
      </BigButton>
      <BigButton kind="quiet" onClick={() => setPin('duress')}>
        {t('sync.field-duress')}
      </BigButton>
      <Quiet>{t('sync.field-duress-text')}</Quiet>
      <PasskeyPart onSet={() => setPin('passkey')} />
      {leaving ? (
        <Leave onStay={() => setLeaving(false)} onGone={lock} />
      ) : (
        <BigButton kind="danger" onClick={() => setLeaving(true)}>
          {t('sync.field-leave')}
        </BigButton>
      )}
    </>
  );
}

function Packs() {
  const t = useT();
  const phone = usePhone();
  const ago = useAgo();
  const bytes = useBytes();
  const titleOf = usePackTitle();
  const packs = usePhoneState((one) => one.packs()).filter((pack) => !pack.over);
  const photos = usePhoneState((one) => one.queue()).reduce((sum, record) => sum + record.photosLeft, 0);
  return (
    <>
      <Quiet>{t('sync.field-room', { bytes: bytes(packs.reduce((sum, pack) => sum + pack.bytes, 0)), count: packs.length })}</Quiet>
      {photos > 0 && <Quiet>{t('sync.field-photos-left', { count: photos })}</Quiet>}
      {packs.map((pack) => (
        <FieldCard
          key={pack.key}
          end={
            <button
              type="button"
              style={{
                minHeight: 56,
                minWidth: 72,
                font: 'inherit',
                color: 'inherit',
                background: 'none',
                border: 0,
                textDecoration: 'underline',
              }}
              onClick={() => void phone.dropPack(pack.name, pack.id)}
            >
              {t('sync.field-drop')}
            </button>
          }
        >
          <strong>
            <bdi>{titleOf(pack)}</bdi>
          </strong>
          <Quiet>{t('sync.field-pack-size', { bytes: bytes(pack.bytes), until: ago(pack.until, phone.now()) })}</Quiet>
        </FieldCard>
      ))}
    </>
  );
}

/** Giving the phone back: names what is lost, and what is not. */
function Leave({ onStay, onGone }: { onStay: () => void; onGone: () => void }) {
  const t = useT();
  const phone = usePhone();
  const queue = usePhoneState((one) => one.queue());
  const waiting = queue.filter((record) => record.state === 'kept' || record.state === 'sent').length;
  const photos = queue.reduce((sum, record) => sum + record.photosLeft, 0);
  return (
    <>
      <FieldNotice tone="person">{t('sync.field-leave-text', { count: waiting, photos })}</FieldNotice>
      <BigButton kind="danger" onClick={() => void emptyBox(phoneStore, phone.open.box.id, 'removed').then(onGone)}>
        {t('sync.field-leave-now')}
      </BigButton>
      <BigButton kind="quiet" onClick={onStay}>
        {t('sync.field-back')}
      </BigButton>
    </>
  );
}

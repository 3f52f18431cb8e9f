import { useState } from 'react';
import type { ReactNode } from 'react';
import { packId } from '#foundation/pack.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import { usePackTitle } from '#foundation/web/field.ts';
import type { FieldTask } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldBar, FieldCard, FieldNotice, FieldSection, FieldState, Quiet } from '#foundation/web/ui/field/index.ts';
import type { PackOnPhone } from '../phone/pack-shelf.ts';
import type { Phone } from '../phone/phone.ts';
import { fitsIn, freeOf } from '../phone/room.ts';
import { usePhone, usePhoneState } from './use-phone.ts';
import { useRoomGiven } from './use-room.ts';
import { useAgo, useBytes, useReason } from './words.ts';

export interface HomeProps {
  readonly tasks: readonly FieldTask[];
  readonly icon: (name: string) => ReactNode;
  /** All of the app is on this phone. */
  readonly whole: boolean;
}

/** What can be done with this phone now, what could be taken along, and what waits to be sent. */
export default function HomePage({ tasks, icon, whole }: HomeProps) {
  const t = useT();
  const phone = usePhone();
  const packs = usePhoneState((one) => one.packs());
  const offers = usePhoneState((one) => one.offers());
  const on = new Set(packs.filter((pack) => !pack.over).map((pack) => `${pack.name} ${pack.id}`));
  const known = new Map(tasks.map((task) => [task.kind as string, task]));
  const ready = packs.filter((pack) => known.has(pack.name));
  // What belongs to a day stands before the stores, of which a wide area has many.
  const more = offers
    .filter((offer) => known.has(offer.name) && !on.has(`${offer.name} ${packId(offer.params)}`))
    .toSorted((a, b) => known.get(a.name)!.order - known.get(b.name)!.order);
  const starts = tasks.filter((task) => task.start);
  return (
    <>
      {!whole && <FieldNotice>{t('sync.field-not-whole')}</FieldNotice>}
      <SendState />
      {ready.length > 0 && <FieldSection>{t('sync.field-on-phone')}</FieldSection>}
      {ready.map((pack) => (
        <PackCard key={pack.key} pack={pack} task={known.get(pack.name)!} icon={icon} />
      ))}
      {more.length > 0 && <FieldSection>{t('sync.field-to-take')}</FieldSection>}
      {more.map((offer) => (
        <OfferCard key={`${offer.name} ${packId(offer.params)}`} offer={offer} task={known.get(offer.name)!} icon={icon} />
      ))}
      {starts.length > 0 && <FieldSection>{t('sync.field-without-pack')}</FieldSection>}
      {starts.map((task) => (
        <FieldCard key={task.kind} icon={icon(task.icon)} onOpen={() => phone.go(`/${task.kind}`)}>
          {t(`task.${task.kind}`)}
        </FieldCard>
      ))}
      {ready.length + more.length + starts.length === 0 && <FieldNotice>{t('sync.field-nothing')}</FieldNotice>}
    </>
  );
}

function SendState() {
  const t = useT();
  const phone = usePhone();
  const ago = useAgo();
  const state = usePhoneState((one) => one.state());
  const queue = usePhoneState((one) => one.queue());
  const waiting = queue.filter((record) => record.state === 'kept' || record.state === 'sent').length;
  const trouble = queue.filter((record) => record.state === 'refused' && !('mendedBy' in record)).length;
  const photos = queue.reduce((sum, record) => sum + record.photosLeft, 0);
  return (
    <>
      {trouble > 0 && (
        <FieldCard onOpen={() => phone.go('/queue')}>
          <FieldState tone="person">{t('sync.field-refused-count', { count: trouble })}</FieldState>
        </FieldCard>
      )}
      {waiting + photos > 0 && (
        <FieldCard onOpen={() => phone.go('/queue')}>
          <FieldState tone="waiting">{t('sync.field-kept-count', { count: waiting })}</FieldState>
          {photos > 0 && <Quiet>{t('sync.field-photos-left', { count: photos })}</Quiet>}
        </FieldCard>
      )}
      <Quiet>
        {state.lastContact ? t('sync.field-last-contact', { when: ago(state.lastContact, phone.now()) }) : t('sync.field-no-contact')}
      </Quiet>
      {waiting > 0 && state.line === 'away' && (
        <BigButton kind="quiet" disabled={state.busy} onClick={() => void phone.talk()}>
          {t('sync.field-send-now')}
        </BigButton>
      )}
    </>
  );
}

function PackCard({ pack, task, icon }: { pack: PackOnPhone; task: FieldTask; icon: HomeProps['icon'] }) {
  const t = useT();
  const phone = usePhone();
  const ago = useAgo();
  const titleOf = usePackTitle();
  const open = () => phone.go(`/${pack.name}/${pack.id}`);
  const now = phone.now();
  return (
    <FieldCard icon={icon(task.icon)} {...(pack.over ? {} : { onOpen: open })}>
      <strong>
        <bdi>{titleOf(pack)}</bdi>
      </strong>
      <Quiet>{t(`task.${task.kind}`)}</Quiet>
      <Quiet>
        {pack.over
          ? t('sync.field-pack-over', { when: ago(pack.until, now) })
          : t('sync.field-pack-age', { taken: ago(pack.madeAt, now), until: ago(pack.until, now) })}
      </Quiet>
    </FieldCard>
  );
}

function OfferCard({ offer, task, icon }: { offer: ReturnType<Phone['offers']>[number]; task: FieldTask; icon: HomeProps['icon'] }) {
  const t = useT();
  const phone = usePhone();
  const reason = useReason();
  const titleOf = usePackTitle();
  const taking = usePhoneState((one) => one.state().taking);
  const [problem, setProblem] = useState<{ type: string } | null>(null);
  const bytes = useBytes();
  const { given } = useRoomGiven();
  const crowded = offer.bytes && given && !fitsIn(offer.bytes, given);
  const mine = taking?.name === offer.name && taking.id === packId(offer.params) ? taking : undefined;
  const take = () => {
    setProblem(null);
    phone.take(offer.name, offer.params).catch((error: unknown) => {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    });
  };
  return (
    <FieldCard icon={icon(task.icon)} {...(taking ? {} : { onOpen: take })}>
      <strong>
        <bdi>{titleOf(offer)}</bdi>
      </strong>
      <Quiet>{t(`task.${task.kind}`)}</Quiet>
      {mine ? (
        <FieldBar part={mine.part} words={t('sync.field-taking')} />
      ) : (
        <Quiet>{t(offer.bytes ? 'sync.field-take-size' : 'sync.field-take', { bytes: bytes(offer.bytes ?? 0) })}</Quiet>
      )}
      {crowded && !mine && <FieldState tone="person">{t('sync.field-take-crowded', { free: bytes(freeOf(given)) })}</FieldState>}
      {problem && <FieldState tone="person">{reason(problem)}</FieldState>}
    </FieldCard>
  );
}

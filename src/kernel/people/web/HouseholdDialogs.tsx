import { useState } from 'react';
import type { ReactNode } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, CommandForm, Group, Modal, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import { issueCard, revokeCard } from '../contract/cards.ts';
import { attestHousehold, closeHousehold, moveHousehold, moveMembers, setRestricted } from '../contract/register.ts';
import { setPin } from '../contract/pins.ts';
import { withdrawRegistration } from '../contract/withdrawal.ts';
import { AttestForm } from './AttestForm.tsx';
import type { Household } from './HouseholdPage.tsx';
import { PinForm, RemovePinForm } from './PinForm.tsx';
import { MoveMembersForm } from './MoveMembersForm.tsx';
import { WithdrawForm } from './WithdrawForm.tsx';
import { WhereFields } from './register/WhereFields.tsx';
import type { AskedState } from './useAsked.ts';
import { useToday } from './words.tsx';

export type HouseholdAsks = 'card' | 'revoke' | 'close' | 'move' | 'split' | 'attest' | 'restrict' | 'withdraw' | 'pin' | 'no-pin';
export const householdActs = [
  { command: closeHousehold, asks: 'close' },
  { command: setRestricted, asks: 'restrict' },
  { command: attestHousehold, asks: 'attest' },
  { command: moveHousehold, asks: 'move' },
  { command: moveMembers, asks: 'split' },
  { command: withdrawRegistration, asks: 'withdraw' },
] as const;

export interface FormProps {
  readonly at: Household;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}
const forms: Readonly<Record<HouseholdAsks, { command: string; done: string; Form: (props: FormProps) => ReactNode; size?: string }>> = {
  card: { command: issueCard.name, done: 'people.card-issued', Form: IssueForm },
  revoke: { command: revokeCard.name, done: 'people.card-is-revoked', Form: RevokeForm },
  close: { command: closeHousehold.name, done: 'people.household-is-closed', Form: CloseForm },
  move: { command: moveHousehold.name, done: 'people.household-moved', Form: MoveForm },
  split: { command: moveMembers.name, done: 'people.members-moved', Form: MoveMembersForm, size: 'lg' },
  attest: { command: attestHousehold.name, done: 'people.attestation-kept', Form: AttestForm },
  restrict: { command: setRestricted.name, done: 'people.is-restricted', Form: RestrictForm },
  pin: { command: setPin.name, done: 'people.pin-is-set', Form: PinForm },
  'no-pin': { command: setPin.name, done: 'people.pin-is-removed', Form: RemovePinForm },
  withdraw: { command: withdrawRegistration.name, done: 'people.is-withdrawn', Form: WithdrawForm },
};

/** What is done to a household, each in a dialog of its own. */
export function HouseholdDialogs({ at, asked, close, done }: { at: Household } & AskedState<HouseholdAsks>) {
  const t = useT();
  if (!asked) return null;
  const { command, done: words, Form, size } = forms[asked];
  return (
    <Modal opened onClose={close} title={t(`command.${command}`)} size={size ?? 'md'}>
      <Form at={at} onDone={() => done(t(asked === 'restrict' && at.restricted ? 'people.is-open-again' : words))} onCancel={close} />
    </Modal>
  );
}

function IssueForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const [cardId] = useState(() => newId());
  const fixed = { householdId: at.id, cardId };
  const why = {
    name: 'because',
    kind: 'choice' as const,
    label: t('field.reason'),
    required: true,
    choices: ['lost', 'damaged', 'replaced'].map((value) => ({ value, label: t(`people.card-why-${value}`) })),
  };
  return (
    <Stack>
      <Text size="sm">{t(at.card ? 'people.issue-again-text' : 'people.issue-text')}</Text>
      <CommandForm
        def={issueCard}
        fixed={at.card ? fixed : { ...fixed, because: 'first' }}
        initial={at.card ? { because: 'lost' } : {}}
        onDone={onDone}
        onCancel={onCancel}
        fields={at.card ? [why] : []}
      />
    </Stack>
  );
}

function RevokeForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const choices = ['lost', 'damaged', 'replaced', 'closed'].map((value) => ({ value, label: t(`people.card-why-${value}`) }));
  return (
    <Stack>
      <Text size="sm">{t('people.revoke-text')}</Text>
      <CommandForm
        def={revokeCard}
        fixed={{ householdId: at.id, cardId: at.card?.id }}
        initial={{ why: 'lost' }}
        onDone={onDone}
        onCancel={onCancel}
        fields={[{ name: 'why', kind: 'choice', label: t('field.reason'), required: true, choices }]}
      />
    </Stack>
  );
}

function CloseForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const today = useToday();
  const choices = ['left', 'returned', 'duplicate'].map((value) => ({ value, label: t(`people.ended-${value}`) }));
  return (
    <Stack>
      <Text size="sm">{t('people.close-text')}</Text>
      <CommandForm
        def={closeHousehold}
        fixed={{ householdId: at.id }}
        initial={{ on: today, reason: 'left' }}
        onDone={onDone}
        onCancel={onCancel}
        fields={[
          { name: 'reason', kind: 'choice', label: t('field.reason'), required: true, choices },
          { name: 'on', kind: 'date', label: t('people.on-day'), required: true },
        ]}
      />
    </Stack>
  );
}

function MoveForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const [where, setWhere] = useState({ area: at.area, areaName: '', siteId: at.siteId ?? '' });
  const [address, setAddress] = useState(at.address ?? '');
  const { send, busy, problem } = useSend(moveHousehold);
  const save = async () => {
    const outcome = await send({
      householdId: at.id,
      version: at.version,
      area: where.area,
      ...(where.siteId ? { siteId: where.siteId } : {}),
      ...(address.trim() ? { address: address.trim() } : {}),
    });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <WhereFields where={where} address={address} onChange={setWhere} onAddress={setAddress} narrow />
      <Group>
        <Button loading={busy} disabled={where.area === ''} onClick={() => void save()}>
          {t('command.people.move-household')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Shuts the household away from all but focal points; nothing of it surfaces for others any more. */
function RestrictForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const { send, busy, problem } = useSend(setRestricted);
  const save = async () => {
    const outcome = await send({ householdId: at.id, restricted: !at.restricted });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Text size="sm">{t(at.restricted ? 'people.open-text' : 'people.restrict-text')}</Text>
      <Group>
        <Button loading={busy} onClick={() => void save()}>
          {t(at.restricted ? 'people.open-again' : 'people.restrict')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

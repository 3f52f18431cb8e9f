import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, Modal } from '#foundation/web/ui/index.ts';
import { askErasure } from '../contract/erasure.ts';
import { changePerson, endPerson, recordConsent } from '../contract/register.ts';
import { consentModes, purposes, recipientClasses } from '../contract/shared.ts';
import { AskErasureForm } from './AskErasureForm.tsx';
import { ChangePersonForm } from './ChangePersonForm.tsx';
import { consentText } from '../domain/consent-text.ts';
import { consentLanguages } from './consent-languages.ts';
import type { Person } from './PersonPage.tsx';
import type { AskedState } from './useAsked.ts';
import { useToday } from './words.tsx';

export type PersonAsks = 'change' | 'end' | 'consent' | 'erase';
export const personActs = [
  { command: askErasure, asks: 'erase' },
  { command: endPerson, asks: 'end' },
  { command: recordConsent, asks: 'consent' },
  { command: changePerson, asks: 'change' },
] as const;

/** What is done to a person, each in a dialog of its own. */
export function PersonDialogs({ at, asked, close, done }: { at: Person } & AskedState<PersonAsks>) {
  const t = useT();
  return (
    <>
      <Modal opened={asked === 'change'} onClose={close} title={t('command.people.change-person')} size="xl">
        <ChangePersonForm at={at} onDone={() => done(t('people.changed'))} onCancel={close} />
      </Modal>
      <Modal opened={asked === 'erase'} onClose={close} title={t('command.people.ask-erasure')}>
        <AskErasureForm personId={at.id} onDone={() => done(t('people.erasure-asked'))} onCancel={close} />
      </Modal>
      <Modal opened={asked === 'end'} onClose={close} title={t('command.people.end-person')}>
        <EndForm at={at} onDone={() => done(t('people.ended'))} onCancel={close} />
      </Modal>
      <Modal opened={asked === 'consent'} onClose={close} title={t('command.people.record-consent')}>
        <ConsentForm at={at} onDone={() => done(t('people.consent-kept'))} onCancel={close} />
      </Modal>
    </>
  );
}

interface FormProps {
  readonly at: Person;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function EndForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const today = useToday();
  return (
    <CommandForm
      def={endPerson}
      fixed={{ personId: at.id }}
      initial={{ on: today }}
      onDone={onDone}
      onCancel={onCancel}
      fields={[
        {
          name: 'status',
          kind: 'choice',
          label: t('people.what-happened'),
          required: true,
          choices: (['deceased', 'departed'] as const).map((value) => ({ value, label: t(`people.status-${value}`) })),
        },
        { name: 'on', kind: 'date', label: t('people.on-day'), required: true },
      ]}
    />
  );
}

function ConsentForm({ at, onDone, onCancel }: FormProps) {
  const t = useT();
  const today = useToday();
  const [consentId] = useState(() => newId());
  const choices = (kind: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`people.${kind}-${value}`) }));
  const choice = (name: string, label: string, kind: string, values: readonly string[]) => ({
    name,
    kind: 'choice' as const,
    label,
    required: true,
    choices: choices(kind, values),
  });
  return (
    <CommandForm
      def={recordConsent}
      fixed={{ consentId, personId: at.id, textVersion: consentText }}
      initial={{ purpose: 'assistance', recipientClass: 'mission', language: 'ar', mode: 'written', givenOn: today }}
      onDone={onDone}
      onCancel={onCancel}
      fields={[
        choice('purpose', t('people.consent-purpose'), 'purpose', purposes),
        choice('recipientClass', t('people.consent-recipient'), 'recipient', recipientClasses),
        choice('mode', t('people.consent-mode'), 'mode', consentModes),
        choice('language', t('people.consent-language'), 'language', consentLanguages),
        { name: 'givenOn', kind: 'date', label: t('people.on-day'), required: true },
      ]}
    />
  );
}

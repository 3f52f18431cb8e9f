import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldFrame, FieldInput, FieldNotice, LanguageChoice, PinPad } from '#foundation/web/ui/field/index.ts';
import type { EnrolAnswer } from '../../contract/devices.ts';
import { Enrolment, readInvitation } from '../phone/enrol.ts';
import type { Invitation } from '../phone/enrol.ts';
import { derivePin, longestPin, pinFault, shortestPin } from '../phone/pin.ts';
import type { OpenBox } from '../phone/vault.ts';
import { phoneStore } from './session.ts';
import { useReason } from './words.ts';

export interface EnrolProps {
  readonly mission: string | undefined;
  readonly onBack?: () => void;
  readonly onOpen: (open: OpenBox) => Promise<void>;
}
type Step =
  | { readonly at: 'code' }
  | { readonly at: 'pin' | 'busy'; readonly answer: EnrolAnswer; readonly name: string; readonly first?: string; readonly fault?: string };

/** An invitation out of the address is taken out of it at once: it works once, and the history keeps addresses. */
function takeInvitation(): Invitation | undefined {
  const found = readInvitation(location.href);
  if (found) history.replaceState(null, '', location.pathname);
  return found;
}

/** Ties this phone to its person: the invitation first, then a PIN, said twice. */
export function EnrolPage({ mission, onBack, onOpen }: EnrolProps) {
  const t = useT();
  const [given] = useState(takeInvitation);
  const [enrolment] = useState(() => new Enrolment());
  const [step, setStep] = useState<Step>({ at: 'code' });
  const keep = async (pin: string, { answer, name }: { answer: EnrolAnswer; name: string }) => {
    setStep({ at: 'busy', answer, name });
    await onOpen(await enrolment.keep(phoneStore, answer, name, { text: pin, derive: derivePin }));
  };
  return (
    <FieldFrame title={t('sync.field-enrol')} {...(onBack ? { back: { words: t('sync.field-back'), onBack } } : {})}>
      {step.at === 'code' ? (
        <CodeStep
          given={given}
          ask={(invitation, name) => enrolment.ask({ ...invitation, mission: invitation.mission ?? mission }, name)}
          onAnswer={(answer, name) => setStep({ at: 'pin', answer, name })}
        />
      ) : (
        <PinStep
          step={step}
          onFirst={(first) => setStep({ at: 'pin', answer: step.answer, name: step.name, first })}
          onFault={(fault) => setStep({ at: 'pin', answer: step.answer, name: step.name, fault })}
          onSecond={(pin) => void keep(pin, step)}
        />
      )}
    </FieldFrame>
  );
}

interface CodeProps {
  readonly given: Invitation | undefined;
  readonly ask: (invitation: Invitation, name: string) => Promise<EnrolAnswer>;
  readonly onAnswer: (answer: EnrolAnswer, name: string) => void;
}

function CodeStep({ given, ask, onAnswer }: CodeProps) {
  const t = useT();
  const reason = useReason();
  const [text, setText] = useState('');
  const [name, setName] = useState(given?.name ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Pick<ProblemBody, 'type' | 'figures'> | null>(null);
  const invitation = given ?? readInvitation(text);
  const enrol = async () => {
    if (!invitation) return setProblem({ type: 'sync.invite-absent' });
    setBusy(true);
    setProblem(null);
    try {
      onAnswer(await ask(invitation, name.trim()), name.trim());
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
      setBusy(false);
    }
  };
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
        void enrol();
      }}
    >
      <LanguageChoice />
      <p style={{ margin: 0 }}>{t(given ? 'sync.field-enrol-scanned' : 'sync.field-enrol-text')}</p>
      {problem && <FieldNotice tone="person">{reason(problem as { type: string })}</FieldNotice>}
      {!given && (
        <FieldInput
          label={t('sync.field-code')}
          hint={t('sync.field-code-hint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          dir="ltr"
          required
        />
      )}
      <FieldInput
        label={t('sync.device-name')}
        hint={t('sync.device-name-hint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        dir="auto"
        required
      />
      <BigButton type="submit" disabled={busy || name.trim() === ''}>
        {t(busy ? 'sync.field-enrolling' : 'sync.field-enrol')}
      </BigButton>
    </form>
  );
}

interface PinProps {
  readonly step: Extract<Step, { answer: EnrolAnswer }>;
  readonly onFirst: (pin: string) => void;
  readonly onSecond: (pin: string) => void;
  readonly onFault: (fault: string) => void;
}

function PinStep({ step, onFirst, onSecond, onFault }: PinProps) {
  const t = useT();
  const take = (pin: string) => {
    const fault = pinFault(pin);
    if (step.first === undefined) return fault ? onFault(`sync.field-pin-${fault}`) : onFirst(pin);
    return pin === step.first ? onSecond(pin) : onFault('sync.field-pin-differs');
  };
  return (
    <>
      <p style={{ margin: 0 }}>
        {t(step.at === 'busy' ? 'sync.field-opening' : step.first === undefined ? 'sync.field-pin-choose' : 'sync.field-pin-again')}
      </p>
      {step.fault && <FieldNotice tone="person">{t(step.fault, { least: shortestPin, most: longestPin })}</FieldNotice>}
      <PinPad
        key={step.first === undefined ? 'first' : 'second'}
        shortest={shortestPin}
        longest={longestPin}
        busy={step.at === 'busy'}

        onPin={take}
      />
    </>
  );
}

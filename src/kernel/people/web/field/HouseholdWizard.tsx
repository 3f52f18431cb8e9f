import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Stack } from '#foundation/web/ui/index.ts';
import type { RegisterPack } from '../../contract/field/register.ts';
import { nextPerson, personFault } from '../../domain/field/draft.ts';
import type { HouseholdDraft, PersonDraft } from '../../domain/field/draft.ts';
import type { Relation } from '../../domain/household.ts';
import { AttestStep, ConsentStep, MembersStep, PlaceStep } from './HouseholdSteps.tsx';
import { KnownHere } from './KnownHere.tsx';
import { PaperStep } from './PaperStep.tsx';
import { AboutStep, NamesStep, NeedsStep } from './PersonSteps.tsx';
import { Review } from './Review.tsx';
import { Ask } from './parts.tsx';
import { saidName } from './words.ts';

const groups = ['paper', 'names', 'about', 'needs'] as const;
/** Where in the wizard somebody is. */
export type At =
  | { readonly kind: 'consent' | 'place' | 'members' | 'attest' | 'review' }
  | { readonly kind: 'person'; readonly personId: string; readonly group: (typeof groups)[number] };

const ids = () => ({ personId: newId(), membershipId: newId() });
/** A household that has not been told yet: its head first. */
export function beginHousehold(pack: RegisterPack): HouseholdDraft {
  const head = nextPerson(ids(), 'head', undefined);
  return {
    householdId: newId(),
    area: pack.area.pcode,
    siteId: pack.site?.id ?? null,
    address: '',
    consent: null,
    members: [head],
    collector: head.personId,
    attesters: null,
    nonePaid: false,
    pin: null,
  };
}

export interface WizardProps {
  readonly pack: RegisterPack;
  readonly today: string;
  readonly draft: HouseholdDraft;
  readonly onChange: (draft: HouseholdDraft) => void;
  readonly onKeep: () => Promise<void>;
  readonly onLeave: () => void;
}

/** A household of any size, one question group a screen. */
export function HouseholdWizard(props: WizardProps) {
  const t = useT();
  const { draft, pack, onChange, onLeave } = props;
  const head = draft.members.find((one) => one.relation === 'head')!;
  const [at, setAt] = useState<At>({ kind: draft.consent ? 'members' : 'consent' });
  const go = (next: At) => {
    setAt(next);
    scrollTo(0, 0);
  };
  if (at.kind === 'person') return <PersonAsk {...props} at={at} go={go} />;
  if (at.kind === 'consent')
    return (
      <Ask
        title={t('people.field-consent')}
        part={0.05}
        blocked={draft.consent ? undefined : t('people.field-consent-needed')}
        onNext={() => go({ kind: 'place' })}
        onBack={onLeave}
      >
        <ConsentStep draft={draft} onChange={onChange} />
      </Ask>
    );
  if (at.kind === 'place')
    return (
      <Ask
        title={t('people.field-place')}
        part={0.15}
        onNext={() => go({ kind: 'person', personId: head.personId, group: 'paper' })}
        onBack={() => go({ kind: 'consent' })}
      >
        <PlaceStep draft={draft} pack={pack} onChange={onChange} />
      </Ask>
    );
  if (at.kind === 'members') return <MembersAsk {...props} go={go} />;
  if (at.kind === 'attest') return <AttestAsk {...props} go={go} />;
  return <Review {...props} onBack={() => go({ kind: 'members' })} />;
}

function PersonAsk({ draft, pack, today, onChange, at, go }: WizardProps & { at: Extract<At, { kind: 'person' }>; go: (at: At) => void }) {
  const t = useT();
  const person = draft.members.find((one) => one.personId === at.personId)!;
  const set = (next: PersonDraft) =>
    onChange({ ...draft, members: draft.members.map((one) => (one.personId === next.personId ? next : one)) });
  const place = groups.indexOf(at.group);
  const fault = at.group === 'names' || at.group === 'about' ? personFault(person, today) : undefined;
  const blocked = fault === 'name-missing' || (fault && at.group === 'about') ? t(`people.field-${fault}`) : undefined;
  const next = groups[place + 1];
  const before = groups[place - 1];
  const step = { person, today, onChange: set };
  const label = saidName(person) || t(`people.relation-${person.relation}`);
  return (
    <Ask
      title={label}
      hint={t(`people.field-group-${at.group}`)}
      part={0.2 + (0.6 * (place + 1)) / groups.length}
      blocked={blocked}
      onNext={() => go(next ? { ...at, group: next } : { kind: 'members' })}
      onBack={() => go(before ? { ...at, group: before } : { kind: 'members' })}
    >
      {at.group === 'paper' && <PaperStep key={person.personId} {...step} />}
      {person.fromPaper && (at.group === 'names' || at.group === 'about') && <Alert color="waiting">{t('people.field-paper-read')}</Alert>}
      {at.group === 'names' && <NamesStep key={person.personId} {...step} />}
      {at.group === 'about' && <AboutStep {...step} />}
      {at.group === 'needs' && <NeedsStep key={person.personId} {...step} />}
      {at.group !== 'needs' && <KnownHere pack={pack} person={person} today={today} />}
    </Ask>
  );
}

function MembersAsk({ draft, today, onChange, onLeave, go }: WizardProps & { go: (at: At) => void }) {
  const t = useT();
  const unnamed = draft.members.find((one) => personFault(one, today) !== undefined);
  const add = (relation: Relation) => {
    const person = nextPerson(
      ids(),
      relation,
      draft.members.find((one) => one.relation === 'head'),
    );
    onChange({ ...draft, members: [...draft.members, person] });
    go({ kind: 'person', personId: person.personId, group: 'paper' });
  };
  const drop = () => onChange({ ...draft, members: draft.members.filter((one) => one !== unnamed) });
  const papers = draft.members.some((one) => one.idNumber.trim().length >= 2);
  return (
    <Ask
      title={t('people.field-members', { count: draft.members.length })}
      part={0.85}
      blocked={unnamed ? t('people.field-unnamed') : undefined}
      next={t('people.field-all-there')}
      onNext={() => go({ kind: papers ? 'review' : 'attest' })}
      onBack={onLeave}
    >
      <MembersStep draft={draft} onChange={onChange} onAdd={add} onEdit={(personId) => go({ kind: 'person', personId, group: 'names' })} />
      {unnamed && unnamed.relation !== 'head' && (
        <Button variant="subtle" size="md" color="person" onClick={drop}>
          {t('people.field-drop-unnamed')}
        </Button>
      )}
    </Ask>
  );
}

function AttestAsk({ draft, onChange, go }: WizardProps & { go: (at: At) => void }) {
  const t = useT();
  const said = draft.attesters;
  const whole = said?.every((one) => one.name.trim().length >= 2 && one.role.trim() !== '') ?? false;
  const blocked = said && !(whole && draft.nonePaid) ? t('people.field-attest-incomplete') : undefined;
  return (
    <Ask
      title={t('people.field-attest')}
      hint={t('people.field-attest-hint')}
      part={0.92}
      blocked={blocked}
      onNext={() => go({ kind: 'review' })}
      onBack={() => go({ kind: 'members' })}
    >
      <Stack gap="sm">
        <AttestStep draft={draft} onChange={onChange} />
      </Stack>
    </Ask>
  );
}

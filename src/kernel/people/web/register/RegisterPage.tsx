import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Grid, Group, List, Page, Paper, ProblemNotice, Stack, Text, Title, useWedge } from '#foundation/web/ui/index.ts';
import { registerHousehold } from '../../contract/register.ts';
import { useToday } from '../words.tsx';
import { AttestFields } from './AttestFields.tsx';
import { ConsentFields } from './ConsentFields.tsx';
import { Done } from './Done.tsx';
import type { Registered } from './Done.tsx';
import { MemberCard } from './MemberCard.tsx';
import { HouseholdNeeds } from './NeedsFields.tsx';
import { WhereFields } from './WhereFields.tsx';
import { typedNumbers } from './draft.ts';
import type { MemberDraft } from './draft.ts';
import { useFirstField, useFormKeys } from './keys.ts';
import { paperReader } from './paper.ts';
import { faultsOfHousehold, inputOf, toldMembers } from './send.ts';
import type { HouseholdFault } from './send.ts';
import { useDraft } from './useDraft.ts';
import type { DraftState } from './useDraft.ts';

/** Registers one household after the other by the keyboard: head first, a few rows for each person, one send. */
export default function RegisterPage() {
  const t = useT();
  const state = useDraft();
  const [done, setDone] = useState<Registered | null>(null);
  if (done)
    return (
      <Page title={t('page.people.register')}>
        <Done
          of={done}
          onNext={() => {
            state.next();
            setDone(null);
          }}
        />
      </Page>
    );
  return <Form state={state} onDone={setDone} />;
}

function Form({ state, onDone }: { state: DraftState; onDone: (done: Registered) => void }) {
  const t = useT();
  const { draft, set } = state;
  const form = useRef<HTMLDivElement>(null);
  const { held, hold, register, busy, problem, faults } = useRegister(state, onDone);
  useFirstField(form, draft.members.length, draft.open);
  usePaper(state);
  useFormKeys(form, { onAdd: state.add, onSend: () => void register() });
  const nameOf = (one: MemberDraft, index: number) =>
    [one.names.given || one.other.given, one.names.family || one.other.family].filter(Boolean).join(' ') ||
    t('people.member-n', { n: index + 1 });
  return (
    <Page
      title={t('page.people.register')}
      subtitle={t('people.register-text')}
      actions={
        <>
          {state.begun && (
            <Button variant="default" onClick={state.clear}>
              {t('people.empty-form')}
            </Button>
          )}
          <Button loading={busy} onClick={() => void register()}>
            {t('people.register-n', { count: toldMembers(draft).length })}
          </Button>
        </>
      }
    >
      <div ref={form}>
        <Stack>
          <Text size="sm" c="dimmed" visibleFrom="sm">
            {t('people.register-keys')}
          </Text>
          {problem && <ProblemNotice problem={problem} />}
          {(faults.length > 0 || held > 0) && <Faults faults={faults} held={held} />}
          <Paper p="md">
            <WhereFields
              where={draft.where}
              address={draft.address}
              error={faults.includes('place') ? t('people.fault-place') : undefined}
              onChange={(where) => set({ where })}
              onAddress={(address) => set({ address })}
            />
          </Paper>
          {draft.members.map((one, index) => (
            <MemberCard
              key={one.personId}
              state={state}
              member={one}
              index={index}
              name={nameOf(one, index)}
              onHold={hold}
              checked={faults.length > 0}
            />
          ))}
          <Group>
            <Button variant="default" onClick={state.add}>
              {t('people.add-member')}
            </Button>
          </Group>
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 6 }}>
              <Section title={t('people.section-needs')}>
                <HouseholdNeeds members={toldMembers(draft)} nameOf={nameOf} onChange={state.setMember} />
              </Section>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 6 }}>
              <Stack>
                <Section title={t('people.section-consents')}>
                  <ConsentFields draft={draft} set={set} />
                </Section>
                {!draft.members.some((one) => typedNumbers(one).length > 0) && (
                  <Section title={t('people.section-attest')}>
                    <AttestFields draft={draft} set={set} />
                  </Section>
                )}
              </Stack>
            </Grid.Col>
          </Grid>
          <Group>
            <Button size="md" loading={busy} onClick={() => void register()}>
              {t('people.register-n', { count: toldMembers(draft).length })}
            </Button>
          </Group>
        </Stack>
      </div>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Faults({ faults, held }: { faults: readonly HouseholdFault[]; held: number }) {
  const t = useT();
  return (
    <Alert color="person" role="alert" title={t('people.not-yet')}>
      <List size="sm">
        {faults.map((fault) => (
          <List.Item key={fault}>{t(`people.fault-${fault}`)}</List.Item>
        ))}
        {held > 0 && <List.Item>{t('people.fault-held', { count: held })}</List.Item>}
      </List>
    </Alert>
  );
}

/** One send is one command; nothing is sent while something is missing or a likely double has not been looked at. */
function useRegister(state: DraftState, onDone: (done: Registered) => void) {
  const today = useToday();
  const { draft } = state;
  const { send, busy, problem } = useSend(registerHousehold);
  const [tried, setTried] = useState(false);
  const [holds, setHolds] = useState<Readonly<Record<string, number>>>({});
  const held = draft.members.reduce((sum, one) => sum + (holds[one.personId] ?? 0), 0);
  const faults = faultsOfHousehold(draft, today);
  const register = async () => {
    setTried(true);
    if (faults.length > 0 || held > 0 || busy) return;
    const outcome = await send(inputOf(draft, today));
    if (outcome?.state !== 'applied' || !outcome.result) return;
    onDone({ ...outcome.result, count: toldMembers(draft).length });
  };
  return {
    busy,
    problem,
    register,
    faults: tried ? faults : [],
    held: tried ? held : 0,
    hold: (personId: string, count: number) => setHolds((now) => (now[personId] === count ? now : { ...now, [personId]: count })),
  };
}

/** A paper under the scanner fills the person that is open. */
function usePaper(state: DraftState): void {
  const today = useToday();
  const [read] = useState(paperReader);
  useWedge((line) => {
    const member = state.draft.members[state.draft.open];
    const found = read(line, today);
    if (member && found) state.setMember(member.personId, found.into(member));
  });
}

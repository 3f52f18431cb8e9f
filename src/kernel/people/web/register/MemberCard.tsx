import { useEffect } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { ActionIcon, Alert, Grid, Group, IconTrash, Paper, Status, Text, Title } from '#foundation/web/ui/index.ts';
import { readBirth } from '../../domain/birth.ts';
import { useBirth, useToday } from '../words.tsx';
import { Candidates, holding, useCandidates } from './Candidates.tsx';
import { MemberFields } from './MemberFields.tsx';
import { PaperField } from './PaperField.tsx';
import { faultsOf, hasName, typedNumbers } from './draft.ts';
import type { MemberDraft } from './draft.ts';
import { readPaper } from './paper.ts';
import type { DraftState } from './useDraft.ts';

interface MemberCardProps {
  readonly state: DraftState;
  readonly member: MemberDraft;
  readonly index: number;
  readonly name: string;
  /** How many likely doubles of this person wait for a look. */
  readonly onHold: (personId: string, count: number) => void;
  /** Faults are shown once somebody has tried to send. */
  readonly checked: boolean;
}

/** One person of the household: open with fields and whom they may be already, or folded into a line. */
export function MemberCard({ state, member, index, name, onHold, checked }: MemberCardProps) {
  const { draft } = state;
  const today = useToday();
  const own = draft.members.map((one) => one.personId);
  const found = useCandidates(member, draft.where.area, own);
  const holds = holding(found, member.personId, draft.cleared).length;
  useEffect(() => onHold(member.personId, holds), [onHold, member.personId, holds]);
  const t = useT();
  const faults = checked ? faultsOf(member, today) : [];
  const open = draft.open === index;
  const paste = (text: string) => {
    const paper = readPaper(text, today);
    if (paper) state.setMember(member.personId, paper.into(member));
    return paper;
  };
  return (
    <Paper p="md" aria-label={name} component="section">
      <Head state={state} member={member} index={index} name={name} open={open} holds={holds} />
      {open && (
        <Grid gap="md" mt="xs">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <MemberFields
              value={member}
              onChange={(change) => state.setMember(member.personId, change)}
              classes={['identifiers', 'contacts']}
              roles
              onPaper={paste}
              errors={{
                name: faults.includes('name') ? t('people.fault-name') : undefined,
                birth: faults.includes('birth') ? t('people.birth-unread') : undefined,
              }}
            />
            <PaperField onPaper={paste} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <Title order={3} mb="xs">
              {t('people.candidates')}
            </Title>
            <Candidates
              found={found}
              member={member}
              cleared={draft.cleared}
              onClear={(key) => state.set({ cleared: [...draft.cleared, key] })}
            />
          </Grid.Col>
        </Grid>
      )}
      {!open && faults.length > 0 && <Alert color="person">{faults.map((fault) => t(`people.fault-${fault}`)).join(' ')}</Alert>}
    </Paper>
  );
}

interface HeadProps extends Omit<MemberCardProps, 'onHold' | 'checked'> {
  readonly open: boolean;
  readonly holds: number;
}
function Head({ state, member, index, name, open, holds }: HeadProps) {
  const t = useT();
  const birth = useBirth();
  const today = useToday();
  const numbers = typedNumbers(member);
  const said = [
    t(`people.relation-${member.relation}`),
    member.sex && t(`people.sex-${member.sex}`),
    birth(readBirth(member.birth, today) ?? null),
    numbers.length > 0 && t('people.numbers-n', { count: numbers.length }),
  ];
  return (
    <Group justify="space-between" wrap="nowrap">
      <button type="button" className="kv-fold" aria-expanded={open} onClick={() => state.set({ open: open ? -1 : index })}>
        <Text span fw={600}>
          {hasName(member) && `${index + 1}. `}
          <bdi>{name}</bdi>
        </Text>{' '}
        <Text span size="sm" c="dimmed">
          {said.filter(Boolean).join(' · ')}
        </Text>
      </button>
      <Group gap="xs" wrap="nowrap">
        {holds > 0 && <Status tone="person">{t('people.holds', { count: holds })}</Status>}
        {index > 0 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('people.remove-member', { name })}
            onClick={() => state.remove(member.personId)}
          >
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </Group>
    </Group>
  );
}

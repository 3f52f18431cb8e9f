import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Paper, Stack, Status, Text, useDebouncedValue } from '#foundation/web/ui/index.ts';
import { findCandidates } from '../../contract/queries.ts';
import type { Candidate } from '../../contract/queries.ts';
import { readBirth } from '../../domain/birth.ts';
import { isPersonal } from '../../domain/identifiers.ts';
import { Evidence } from '../Evidence.tsx';
import { PersonName, placeIn, useBirth, useToday } from '../words.tsx';
import { namesOf, phonesOf, typedNumbers } from './draft.ts';
import type { MemberDraft } from './draft.ts';

type Found = z.output<typeof Candidate>;
export const clearedKey = (member: string, candidate: string) => `${member}:${candidate}`;

/** Asks who may be this person already: once name with birth or sex, or a number, or a phone has been typed. */
export function useCandidates(member: MemberDraft, area: string, butNot: readonly string[]) {
  const today = useToday();
  const [still] = useDebouncedValue(member, 400);
  const names = namesOf(still);
  const birth = readBirth(still.birth, today);
  const identifiers = typedNumbers(still)
    .filter(({ type, country, value }) => isPersonal(type) && country.length === 3 && value.trim().length >= 5)
    .map(({ type, country, value }) => ({ type, country, value: value.trim() }));
  const parts = new Set(names.map(({ part }) => part));
  const named = parts.has('given') && parts.size > 1 && (birth !== undefined || still.sex !== '');
  const enough = named || identifiers.length > 0;
  const input = {
    names,
    identifiers,
    phones: phonesOf(still),
    butNot: [...butNot],
    about: still.personId,
    ...(still.sex ? { sex: still.sex } : {}),
    ...(birth ? { birth } : {}),
    ...(area ? { area } : {}),
  };
  const asked = useAsk(findCandidates, input, { enabled: enough, keepPrevious: true });
  return { rows: enough ? (asked.data?.rows ?? []) : [], knownElsewhere: enough && (asked.data?.knownElsewhere ?? false), asked: enough };
}
export type FoundFor = ReturnType<typeof useCandidates>;
/** Those that keep the household from being sent until the clerk has looked at them. */
export const holding = (found: FoundFor, member: string, cleared: readonly string[]) =>
  found.rows.filter((row) => (row.zone === 'hold' || row.sameNumber) && !cleared.includes(clearedKey(member, row.person.id)));

export function Candidates({
  found,
  member,
  cleared,
  onClear,
}: {
  found: FoundFor;
  member: MemberDraft;
  cleared: readonly string[];
  onClear: (key: string) => void;
}) {
  const t = useT();
  return (
    <Stack gap="xs" aria-live="polite">
      {!found.asked && (
        <Text size="sm" c="dimmed">
          {t('people.candidates-wait')}
        </Text>
      )}
      {found.asked && found.rows.length === 0 && !found.knownElsewhere && (
        <Group>
          <Status tone="settled">{t('people.candidates-none')}</Status>
        </Group>
      )}
      {found.knownElsewhere && (
        <Alert color="person" title={t('people.known-elsewhere')}>
          {t('people.known-elsewhere-text')}
        </Alert>
      )}
      {found.rows.map((row) => (
        <One
          key={row.person.id}
          row={row}
          cleared={cleared.includes(clearedKey(member.personId, row.person.id))}
          onClear={() => onClear(clearedKey(member.personId, row.person.id))}
        />
      ))}
    </Stack>
  );
}

function One({ row, cleared, onClear }: { row: Found; cleared: boolean; onClear: () => void }) {
  const t = useT();
  const { locale } = useIntl();
  const birth = useBirth();
  const { person } = row;
  const holds = row.zone === 'hold' || row.sameNumber;
  return (
    <Paper p="sm" withBorder style={holds && !cleared ? { borderColor: 'var(--mantine-color-person-6)' } : {}}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Link to={`/people/persons/${person.id}`} className="kv-opens">
            <PersonName of={person} both />
          </Link>
          <Status tone={cleared ? 'stopped' : holds ? 'person' : 'waiting'}>
            {t(cleared ? 'people.cleared' : row.sameNumber ? 'people.same-number' : holds ? 'people.zone-hold' : 'people.zone-look')}
          </Status>
        </Group>
        <Text size="sm" c="dimmed">
          {[person.sex && t(`people.sex-${person.sex}`), birth(person.birth), placeIn(person.areaNames, locale)]
            .filter(Boolean)
            .join(' · ')}
          {person.householdNumber && (
            <>
              {' · '}
              <span className="kv-code">{person.householdNumber}</span>
            </>
          )}
        </Text>
        <Evidence of={row.evidence} />
        {holds && !cleared && (
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={onClear}>
              {t(row.sameNumber ? 'people.other-person-number' : 'people.other-person')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

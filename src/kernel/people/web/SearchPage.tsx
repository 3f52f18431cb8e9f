import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { useAsk, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  EmptyState,
  Lines,
  Page,
  ProblemNotice,
  Stack,
  Text,
  TextInput,
  tell,
  useDebouncedValue,
  useWedge,
} from '#foundation/web/ui/index.ts';
import { readCard } from '../contract/cards.ts';
import { listPersons } from '../contract/queries.ts';
import type { FoundPerson } from '../contract/queries.ts';
import { registerHousehold } from '../contract/register.ts';
import { readNumber } from '../domain/numbers.ts';
import { whyLevels } from '../domain/why-found.ts';
import { Why } from './Why.tsx';
import { PersonName, PersonStatus, placeIn, useBirth } from './words.tsx';

type Row = z.output<typeof FoundPerson>;
const most = 50;

/** Finds people; what is typed stays on the page, never in its address. */
export default function SearchPage() {
  const t = useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 250);
  const openCard = useCard();
  useWedge((text) => void openCard(text));
  const enough = asked.length >= 2 && !isCard(asked);
  const found = useAsk(listPersons, { search: asked, limit: most }, { enabled: enough, keepPrevious: true });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const list = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.current?.querySelector('a')?.focus();
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const first = found.data?.rows[0];
    if (isCard(typed)) void openCard(typed);
    else if (enough && asked === typed.trim() && found.data?.total === 1 && first) void navigate({ to: `/people/persons/${first.id}` });
  };
  return (
    <Page title={t('page.people.search')} subtitle={t('people.search-text')} actions={<RegisterButton />}>
      <TextInput
        label={t('people.search-label')}
        description={t('people.search-hint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKey}
        size="md"
        maw={640}
        dir="auto"
        ref={field}
        autoComplete="off"
        spellCheck={false}
      />
      {found.error && <ProblemNotice problem={found.error.body} retry={() => void found.refetch()} />}
      {!enough && <EmptyState title={t('people.search-start')}>{t('people.search-start-text')}</EmptyState>}
      {enough && found.data && (
        <div ref={list}>
          <Results rows={found.data.rows} total={found.data.total} />
        </div>
      )}
    </Page>
  );
}

const isCard = (text: string) => text.trim().startsWith('KV1.') || (readNumber(text)?.startsWith('K-') ?? false);

/** A card that was scanned or typed opens its household. */
function useCard(): (text: string) => Promise<void> {
  const t = useT();
  const client = useClient();
  const navigate = useNavigate();
  const may = useCan(readCard.permission);
  return async (text) => {
    if (!may) return;
    const read = await client.ask(readCard, { code: text.trim() }).catch(() => undefined);
    if (read?.state === 'living') void navigate({ to: `/people/households/${read.householdId!}` });
    else tell(t(`people.card-read-${read?.state ?? 'unknown'}`), 'person');
  };
}

function RegisterButton() {
  const t = useT();
  const navigate = useNavigate();
  if (!useCan(registerHousehold.name)) return null;
  return <Button onClick={() => void navigate({ to: '/people/register' })}>{t('command.people.register-household')}</Button>;
}

function Results({ rows, total }: { rows: readonly Row[]; total: number }) {
  const t = useT();
  const { locale } = useIntl();
  const birth = useBirth();
  if (total === 0)
    return (
      <EmptyState title={t('people.search-none')} action={<RegisterButton />}>
        {t('people.search-none-text')}
      </EmptyState>
    );
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" aria-live="polite">
        {total > rows.length ? t('people.search-more', { shown: rows.length, total }) : t('people.search-results', { count: total })}
      </Text>
      <Lines<Row>
        label={t('page.people.search')}
        rows={rows.toSorted((a, b) => farOf(a) - farOf(b))}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            title: t('column.people.list-persons.name'),
            wraps: true,
            cell: (row) => (
              <Link to={`/people/persons/${row.id}`} className="kv-opens" onKeyDown={between}>
                <PersonName of={row} both />
              </Link>
            ),
          },
          {
            key: 'why',
            title: t('people.why-found'),
            wraps: true,
            cell: (row) => (row.matched.length > 0 ? <Why of={row.matched} /> : null),
          },
          {
            key: 'birth',
            title: t('people.field-birth'),
            wraps: true,
            cell: (row) => [row.sex && t(`people.sex-${row.sex}`), birth(row.birth)].filter(Boolean).join(' · '),
          },
          {
            key: 'household',
            title: t('column.people.list-persons.householdNumber'),
            cell: (row) =>
              row.householdId && (
                <>
                  <Link to={`/people/households/${row.householdId}`} className="kv-opens kv-code">
                    {row.householdNumber}
                  </Link>
                  {row.relation && (
                    <Text span size="sm" c="dimmed">
                      {' · '}
                      {t(`people.relation-${row.relation}`)}
                    </Text>
                  )}
                </>
              ),
          },
          { key: 'place', title: t('people.field-place'), cell: (row) => <bdi>{placeIn(row.areaNames, locale)}</bdi> },
          ...(rows.some((row) => row.status !== 'active')
            ? [
                {
                  key: 'status',
                  title: t('people.field-status'),
                  cell: (row: Row) => (row.status === 'active' ? null : <PersonStatus status={row.status} />),
                },
              ]
            : []),
        ]}
      />
    </Stack>
  );
}

/** The same given name stands before one that only sounds so, and a person's own name before their father's. */
function farOf({ matched }: Row): number {
  const far = matched.map(
    ({ field, level }) => 2 * whyLevels.indexOf(level) + (field === 'given' || field === 'number' ? 0 : field === 'family' ? 1 : 3),
  );
  return far.reduce((sum, one) => sum + one, 0);
}

/** Arrow keys go from one found person to the next. */
function between(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const links = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLAnchorElement>('td.kv-first a') ?? [])];
  const next = links[links.indexOf(event.currentTarget) + step];
  (next ?? document.querySelector<HTMLInputElement>('#main input'))?.focus();
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ReactNode } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, CommandForm, Group, Modal, Paper, ProblemNotice, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import { decidePair, mergePersons } from '../contract/matching.ts';
import { getPerson } from '../contract/queries.ts';
import type { matchFields } from '../domain/match-model.ts';
import { MergeForm } from './MergeForm.tsx';
import type { Pair } from './PairsPage.tsx';
import type { Person } from './PersonPage.tsx';
import { PersonName, PersonStatus, placeIn, useBirth, useDays } from './words.tsx';

type Field = (typeof matchFields)[number];
const shown = ['given', 'father', 'family', 'mother', 'birth', 'sex', 'id', 'phone', 'district'] as const satisfies readonly Field[];

/** Two records side by side, field by field, with what speaks for one person and what against. */
export function PairDetail({ pair, onDone }: { pair: Pair; onDone: () => void }) {
  const t = useT();
  const a = useAsk(getPerson, { personId: pair.a.id });
  const b = useAsk(getPerson, { personId: pair.b.id });
  const error = a.error ?? b.error;
  return (
    <Paper p="md">
      <Stack>
        {error && <ProblemNotice problem={error.body} />}
        <Side pair={pair} a={a.data} b={b.data} />
        {pair.state !== 'open' && (
          <Alert color={pair.state === 'unsure' ? 'waiting' : 'stopped'} title={t(`people.pairs-${pair.state}`)}>
            <bdi>{pair.decidedBy}</bdi>
            {pair.note && (
              <>
                : <bdi>{pair.note}</bdi>
              </>
            )}
          </Alert>
        )}
        <Decide pair={pair} onDone={onDone} />
      </Stack>
    </Paper>
  );
}

function Side({ pair, a, b }: { pair: Pair; a: Person | undefined; b: Person | undefined }) {
  const t = useT();
  const value = useValue();
  const moment = useDays().moment;
  const both: readonly { pair: Pair['a']; full: Person | undefined }[] = [
    { pair: pair.a, full: a },
    { pair: pair.b, full: b },
  ];
  const row = (key: string, label: string, cells: readonly ReactNode[], level?: { level: string; weight: number }) => (
    <tr key={key} className="kv-row">
      <th scope="row" className="kv-first">
        {label}
      </th>
      {cells.map((cell, at) => (
        <td key={at} data-label={t(at === 0 ? 'people.record-one' : 'people.record-two')} style={{ whiteSpace: 'normal' }}>
          {cell ?? '–'}
        </td>
      ))}
      <td data-label={t('people.speaks')}>{level && <Level level={level.level} weight={level.weight} />}</td>
    </tr>
  );
  return (
    <div className="kv-scroll">
      <table className="kv-table kv-pair" aria-label={t('people.side-by-side')}>
        <thead>
          <tr>
            <th scope="col" className="kv-first" />
            <th scope="col">{t('people.record-one')}</th>
            <th scope="col">{t('people.record-two')}</th>
            <th scope="col">{t('people.speaks')}</th>
          </tr>
        </thead>
        <tbody>
          {row(
            'name',
            t('subject.person'),
            both.map(({ pair: one }) => (
              <div key={one.id}>
                <Link to={`/people/persons/${one.id}`} className="kv-opens">
                  <PersonName of={one} />
                </Link>
                <div>
                  <Text span size="xs" c="dimmed" className="kv-code">
                    {one.number}
                  </Text>
                </div>
              </div>
            )),
          )}
          {shown.map((field) => {
            const found = pair.evidence.find((one) => one.field === field);
            const cells = both.map((one) => value(field, one.pair, one.full));
            if (!found && cells.every((cell) => cell === null)) return null;
            return row(field, t(`people.match-${field}`), cells, found);
          })}
          {row(
            'household',
            t('people.section-household'),
            both.map(({ pair: one }) =>
              one.householdId ? (
                <div key={one.id}>
                  <Link to={`/people/households/${one.householdId}`} className="kv-opens kv-code">
                    {one.householdNumber}
                  </Link>
                  {one.relation && ` · ${t(`people.relation-${one.relation}`)}`}
                </div>
              ) : null,
            ),
          )}
          {row(
            'registered',
            t('people.field-registered'),
            both.map(({ pair: one, full }) => (
              <div key={one.id}>
                {moment(one.registeredAt)}
                {full && (
                  <Text size="xs" c="dimmed">
                    <bdi>{full.registeredBy}</bdi>
                  </Text>
                )}
              </div>
            )),
          )}
          {row(
            'status',
            t('people.field-status'),
            both.map(({ pair: one }) => <PersonStatus key={one.id} status={one.status} />),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Level({ level, weight }: { level: string; weight: number }) {
  const t = useT();
  const intl = useIntl();
  const sign = weight <= 0 ? '≠' : level === 'same' ? '=' : '≈';
  return (
    <Text size="sm" c={weight <= 0 ? 'person' : level === 'same' ? 'settled' : 'waiting'} fw={500}>
      {sign} {t(`people.level-${level}`)}{' '}
      <Text span size="xs" c="dimmed">
        <bdi>{intl.formatNumber(weight, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })}</bdi>
      </Text>
    </Text>
  );
}

/** What a record says in a field that was compared; null where it says nothing, or this reader is not shown it. */
function useValue(): (field: Field, brief: Pair['a'], full: Person | undefined) => ReactNode {
  const t = useT();
  const { locale } = useIntl();
  const birth = useBirth();
  return (field, brief, full) => {
    if (field === 'birth') return brief.birth && <bdi>{birth(brief.birth)}</bdi>;
    if (field === 'sex') return brief.sex && t(`people.sex-${brief.sex}`);
    if (field === 'district') return <bdi>{placeIn(brief.areaNames, locale)}</bdi>;
    if (field === 'phone') return full?.contacts?.phones.length ? <bdi dir="ltr">{full.contacts.phones.join(', ')}</bdi> : null;
    if (field === 'id')
      return full && full.identifiers.length > 0
        ? full.identifiers.map((one) => (
            <div key={one.id}>
              {t(`people.identifier-${one.type}`)} <span className="kv-code">{one.value}</span>
            </div>
          ))
        : null;
    const names = full?.names.filter((name) => name.part === field) ?? [];
    return names.length === 0
      ? null
      : names.map((name) => (
          <div key={name.value}>
            <bdi>{name.value}</bdi>
          </div>
        ));
  };
}

function Decide({ pair, onDone }: { pair: Pair; onDone: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState<'merge' | 'different' | null>(null);
  const { send, busy, problem } = useSend(decidePair);
  const may = (command: string) => pair.abilities.includes(command);
  const done = (words: string) => {
    setAsked(null);
    tell(t(words));
    onDone();
  };
  const unsure = async () => {
    const outcome = await send({ pairId: pair.id, decision: 'unsure' });
    if (outcome?.state === 'applied') done('people.pair-unsure-kept');
  };
  if (pair.abilities.length === 0) return null;
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <Group>
        {may(mergePersons.name) && <Button onClick={() => setAsked('merge')}>{t('people.pair-same')}</Button>}
        {may(decidePair.name) && (
          <Button variant="default" onClick={() => setAsked('different')}>
            {t('people.pair-different')}
          </Button>
        )}
        {may(decidePair.name) && pair.state === 'open' && (
          <Button variant="default" loading={busy} onClick={() => void unsure()}>
            {t('people.pair-unsure')}
          </Button>
        )}
      </Group>
      <Modal opened={asked === 'merge'} onClose={() => setAsked(null)} title={t('command.people.merge-persons')}>
        <MergeForm pair={pair} mergeId={newId()} onDone={() => done('people.pair-merged')} onCancel={() => setAsked(null)} />
      </Modal>
      <Modal opened={asked === 'different'} onClose={() => setAsked(null)} title={t('people.pair-different')}>
        <CommandForm
          def={decidePair}
          fixed={{ pairId: pair.id, decision: 'different' }}
          initial={{}}
          submitLabel={t('people.pair-different')}
          onDone={() => done('people.pair-different-kept')}
          onCancel={() => setAsked(null)}
          fields={[{ name: 'note', kind: 'long', label: t('people.pair-note') }]}
        />
      </Modal>
    </>
  );
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, CommandForm, Group, Modal, Paper, SimpleGrid, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import { decideHit, reopenHit } from '../contract/screening.ts';
import type { HitRow } from '../contract/screening.ts';
import { nameOf } from './names.ts';
import { HitStatus } from './words.tsx';

type Hit = z.output<typeof HitRow>;

/** Likenesses, one card each: who, what the list says, why they look alike, what was decided and by whom. */
export function HitCards({ rows, plain = false, onDone }: { rows: readonly Hit[]; plain?: boolean; onDone: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState<{ hit: Hit; what: 'decide' | 'reopen' } | null>(null);
  const done = () => {
    setAsked(null);
    tell(t('orgs.hit-noted'));
    onDone();
  };
  return (
    <>
      <Stack gap="sm">
        {rows.map((hit) => (
          <HitCard key={hit.id} hit={hit} plain={plain} onAsk={(what) => setAsked({ hit, what })} />
        ))}
      </Stack>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t(asked?.what === 'reopen' ? 'command.orgs.reopen-hit' : 'command.orgs.decide-hit')}
      >
        {asked?.what === 'decide' && (
          <CommandForm
            def={decideHit}
            fixed={{ hitId: asked.hit.id }}
            initial={{}}
            onDone={done}
            onCancel={() => setAsked(null)}
            fields={[
              {
                name: 'outcome',
                kind: 'choice',
                label: t('orgs.outcome'),
                required: true,
                choices: (['not-same', 'same', 'more-information'] as const).map((value) => ({ value, label: t(`orgs.outcome-${value}`) })),
              },
              { name: 'note', kind: 'long', label: t('orgs.what-was-seen'), hint: t('orgs.what-was-seen-hint'), required: true },
            ]}
          />
        )}
        {asked?.what === 'reopen' && (
          <CommandForm
            def={reopenHit}
            fixed={{ hitId: asked.hit.id }}
            initial={{}}
            onDone={done}
            onCancel={() => setAsked(null)}
            fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          />
        )}
      </Modal>
    </>
  );
}

function HitCard({ hit, plain, onAsk }: { hit: Hit; plain: boolean; onAsk: (what: 'decide' | 'reopen') => void }) {
  const t = useT();
  const may = (name: string) => hit.abilities.includes(name);
  return (
    <Paper p="md" withBorder={plain}>
      <Group justify="space-between" gap="xs" mb="sm">
        <HitStatus state={hit.state} />
        <Text size="sm" c="dimmed">
          <span className="kv-code">
            {hit.listCode} · {hit.ref}
          </span>
          {!hit.inForce && ` · ${t('orgs.not-in-force')}`}
        </Text>
      </Group>
      <SimpleGrid cols={plain ? 1 : { base: 1, sm: 2 }} spacing="md">
        <div>
          <Text size="xs" c="dimmed">
            {t(`orgs.subject-${hit.subjectKind}`)}
          </Text>
          <Text fw={500}>
            {hit.personId === null ? (
              <Link to={`/orgs/${hit.orgId}`} className="kv-opens">
                <bdi>{nameOf(hit)}</bdi>
              </Link>
            ) : (
              <bdi>{hit.personName ?? t('orgs.erased')}</bdi>
            )}
          </Text>
          {hit.personId !== null && (
            <Text size="sm">
              <Link to={`/orgs/${hit.orgId}`} className="kv-opens">
                <bdi>{nameOf(hit)}</bdi>
              </Link>
            </Text>
          )}
        </div>
        <div>
          <Text size="xs" c="dimmed">
            {t('orgs.list-says')}
          </Text>
          <Text fw={500}>
            <bdi>{hit.entryNames.join(' · ')}</bdi>
          </Text>
          {hit.birthYears.length > 0 && <Text size="sm">{t('orgs.born', { year: hit.birthYears.join(', ') })}</Text>}
          {hit.entryNote && (
            <Text size="sm" c="dimmed">
              <bdi>{hit.entryNote}</bdi>
            </Text>
          )}
        </div>
      </SimpleGrid>
      <Text size="sm" mt="sm">
        {hit.reasons
          .map((reason) => t(`orgs.reason-${reason.code}`, { name: isolated(reason.entryName ?? ''), percent: reason.percent ?? 0 }))
          .join('; ')}
      </Text>
      <Trace hit={hit} />
      {hit.barred && (hit.state === 'open' || hit.state === 'more-information') && (
        <Text size="sm" c="dimmed" mt="xs">
          {t(`orgs.barred-${hit.barred}`)}
        </Text>
      )}
      {(may(decideHit.name) || may(reopenHit.name)) && (
        <Group gap="xs" mt="sm">
          {may(decideHit.name) && <Button onClick={() => onAsk('decide')}>{t('command.orgs.decide-hit')}</Button>}
          {may(reopenHit.name) && (
            <Button variant="default" onClick={() => onAsk('reopen')}>
              {t('command.orgs.reopen-hit')}
            </Button>
          )}
        </Group>
      )}
    </Paper>
  );
}

// A Latin name inside an Arabic sentence keeps its own order of signs.
const isolated = (text: string) => `\u2068${text}\u2069`;

function Trace({ hit }: { hit: Hit }) {
  const t = useT();
  const when = useWhen();
  return (
    <>
      <Text size="sm" c="dimmed" mt="xs">
        {t('orgs.raised', { by: isolated(hit.raisedBy), at: when(hit.raisedAt) })}
      </Text>
      {hit.decidedBy && (
        <Text size="sm" c="dimmed">
          {t('orgs.decided', { by: isolated(hit.decidedBy), at: when(hit.decidedAt!) })}
        </Text>
      )}
      {hit.note && (
        <Text size="sm">
          <bdi>{hit.note}</bdi>
        </Text>
      )}
    </>
  );
}

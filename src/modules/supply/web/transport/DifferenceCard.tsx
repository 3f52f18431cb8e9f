import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import {
  Button,
  CommandForm,
  Group,
  Modal,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Textarea,
  When,
  onward,
} from '#foundation/web/ui/index.ts';
import type { FieldSpec, StatusTone } from '#foundation/web/ui/index.ts';
import { decideOutcome, proposeOutcome } from '../../contract/transport/discrepancies.ts';
import { outcomesOf } from '../../domain/transport/discrepancy.ts';
import type { Case } from './DiscrepancyPage.tsx';
import { nameIn, useQty } from './words.tsx';

type Line = Case['lines'][number];
const tones: Readonly<Record<string, StatusTone>> = { proposed: 'person', done: 'settled', declined: 'stopped' };

/** One difference: the figure, the accounts of it, how parts of it ended, and what can still be said. */
export function DifferenceCard({ line, at, onDone }: { line: Line; at: Case; onDone: () => void }) {
  const t = useT();
  const qty = useQty();
  const [asked, setAsked] = useState(false);
  const [decides, setDecides] = useState<Line['outcomes'][number] | null>(null);
  const waiting = line.outcomes.filter((row) => row.state === 'proposed').reduce((sum, row) => sum + row.qty, 0);
  const left = line.qty - line.settled - waiting;
  return (
    <Paper p="md" withBorder>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text size="sm" c="dimmed">
            {t(`supply.difference-${line.kind}`)}
          </Text>
          <Text fw={600} size="xl" className="kv-number">
            {qty(line.qty, line.item.unit)}
          </Text>
          <Text>
            <bdi>{nameIn(line.item)}</bdi>{' '}
            <span className="kv-code">{[line.item.code, line.lotCode, line.grantCode].filter(Boolean).join(' · ')}</span>
          </Text>
        </div>
        {left > 0 ? (
          <Status tone="waiting">{t('supply.left-to-settle', { count: qty(left) })}</Status>
        ) : (
          <Status tone="settled">{t('supply.line-settled')}</Status>
        )}
      </Group>
      {line.accounts.length > 0 && (
        <Stack gap={2} mt="sm">
          {line.accounts.map((account) => (
            <Text key={account.deliveryId} size="sm">
              {t(`supply.side-${account.side}`)} (<bdi className="kv-code">{account.number}</bdi>):{' '}
              {t('supply.account-figures', { good: qty(account.good), damaged: qty(account.damaged) })}
              {account.refused > 0 && <> · {t('supply.so-refused', { count: qty(account.refused) })}</>}
            </Text>
          ))}
        </Stack>
      )}
      {line.outcomes.length > 0 && (
        <Stack gap="xs" mt="sm">
          {line.outcomes.map((row) => (
            <Group key={row.id} justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text size="sm">
                  <b>{endWords(t, line.kind, row.outcome)}</b>: <span className="kv-number">{qty(row.qty, line.item.unit)}</span>
                  {row.place && (
                    <>
                      {' '}
                      {onward()} <bdi>{nameIn(row.place)}</bdi>
                    </>
                  )}
                </Text>
                <Text size="sm" c="dimmed">
                  <bdi>{row.note}</bdi> · <bdi>{row.proposedBy}</bdi> · <When at={row.proposedAt} />
                  {row.decidedBy && row.decidedBy !== row.proposedBy && (
                    <>
                      {' '}
                      · {t(row.state === 'done' ? 'supply.approved-by' : 'supply.declined-by')} <bdi>{row.decidedBy}</bdi>
                    </>
                  )}
                </Text>
              </div>
              <Group gap="xs">
                <Status tone={tones[row.state]!}>{t(`supply.outcome-state-${row.state}`)}</Status>
                {row.state === 'proposed' && !row.mine && at.side === 'ours' && at.abilities.includes(decideOutcome.name) && (
                  <Button size="xs" onClick={() => setDecides(row)}>
                    {t('command.supply.decide-outcome')}
                  </Button>
                )}
              </Group>
            </Group>
          ))}
        </Stack>
      )}
      {left > 0 && at.abilities.includes(proposeOutcome.name) && (
        <Button mt="sm" variant="default" onClick={() => setAsked(true)}>
          {t('command.supply.propose-outcome')}
        </Button>
      )}
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('command.supply.propose-outcome')}>
        {asked && (
          <OutcomeForm line={line} at={at} left={left} onDone={() => (setAsked(false), onDone())} onCancel={() => setAsked(false)} />
        )}
      </Modal>
      <Modal opened={decides !== null} onClose={() => setDecides(null)} title={t('command.supply.decide-outcome')}>
        {decides && <Decision at={at} outcomeId={decides.id} onDone={() => (setDecides(null), onDone())} />}
      </Modal>
    </Paper>
  );
}

/** A difference of each kind is found in its own way. */
const endWords = (t: ReturnType<typeof useT>, kind: Line['kind'], outcome: string) =>
  t(outcome === 'found' && kind !== 'missing' ? `supply.end-found-${kind}` : `supply.end-${outcome}`);

function OutcomeForm({
  line,
  at,
  left,
  onDone,
  onCancel,
}: {
  line: Line;
  at: Case;
  left: number;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useT();
  const [ids] = useState(() => ({ outcomeId: newId(), documentId: newId(), discrepancyId: at.id, lineId: line.id }));
  const [outcome, setOutcome] = useState<unknown>(undefined);
  const place: FieldSpec = {
    name: 'placeId',
    kind: 'own',
    label: t('supply.found-where'),
    required: true,
    render: (field) => (
      <RecordPicker
        kind="stock-place"
        label={field.label}
        error={field.error}
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={(id) => field.onChange(id)}
      />
    ),
  };
  return (
    <CommandForm
      def={proposeOutcome}
      fixed={ids}
      initial={{ qty: left }}
      onValues={(values) => setOutcome(values['outcome'])}
      onDone={onDone}
      onCancel={onCancel}
      fields={[
        {
          name: 'outcome',
          kind: 'choice',
          label: t('supply.how-it-ended'),
          required: true,
          choices: outcomesOf[line.kind].map((value) => ({ value, label: endWords(t, line.kind, value) })),
        },
        { name: 'qty', kind: 'number', label: t('supply.quantity'), required: true, unit: t(`goods.unit-${line.item.unit}`) },
        ...(outcome === 'found' && line.kind === 'missing' ? [place] : []),
        {
          name: 'note',
          kind: 'long',
          label: t('supply.outcome-note'),
          hint: outcome === 'written-off' ? t('supply.needs-second-person') : '',
          required: true,
        },
      ]}
    />
  );
}

function Decision({ at, outcomeId, onDone }: { at: Case; outcomeId: string; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(decideOutcome);
  const [documentId] = useState(newId);
  const [reason, setReason] = useState('');
  const decide = async (approve: boolean) => {
    const outcome = await send({ discrepancyId: at.id, outcomeId, documentId, approve, reason });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Textarea
        label={t('field.reason')}
        withAsterisk
        autosize
        minRows={2}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button loading={busy} disabled={reason.trim().length < 3} onClick={() => void decide(true)}>
          {t('supply.approve')}
        </Button>
        <Button variant="default" loading={busy} disabled={reason.trim().length < 3} onClick={() => void decide(false)}>
          {t('supply.decline')}
        </Button>
      </Group>
    </Stack>
  );
}

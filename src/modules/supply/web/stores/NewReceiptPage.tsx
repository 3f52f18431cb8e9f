import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, Button, Group, Page, Paper, ProblemNotice, Stack, Text, Textarea, Title, tell, crumb } from '#foundation/web/ui/index.ts';
import { listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { recordReceipt } from '../../contract/stores/receipts.ts';
import { FromPaper } from '../papers/FromPaper.tsx';
import { ChecksField } from './ChecksField.tsx';
import { differs, dropDraft, emptyDraft, faultsOf, inputOf, keepDraft, keptDraft, lineOf } from './draft.ts';
import type { Draft, DraftLine } from './draft.ts';
import { StorePhotoWaiver } from '../PhotoWaiver.tsx';
import { PhotoField } from './Photos.tsx';
import { ReceiptHead } from './ReceiptHead.tsx';
import { ReceiptLineCard } from './ReceiptLines.tsx';
import { ScanBox } from './ScanBox.tsx';
import { useQty } from './words.tsx';

/** A truck at the gate: what was expected, what is there. What is typed stays on this device until it is sent. */
export default function NewReceiptPage() {
  const t = useT();
  const navigate = useNavigate();
  const { draft, set, setLines, restored, startOver } = useDraft();
  useOnlyGate(draft, set);
  const { send, busy, problem } = useSend(recordReceipt);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft);
  const post = async () => {
    setTried(true);
    if (faults.length > 0) return;
    const outcome = await send(inputOf(draft), { id: draft.commandId });
    if (outcome?.state === 'applied') {
      dropDraft();
      tell(t('supply.receipt-posted', { number: outcome.result!.number, differing: outcome.result!.differing }));
      void navigate({ to: `/supply/receipts/${draft.receiptId}` });
    } else if (outcome?.state === 'parked') tell(t('supply.receipt-parked'), 'person');
  };
  return (
    <Page
      title={t('page.supply.new-receipt')}
      subtitle={t('supply.new-receipt-text')}
      crumbs={[crumb(t('page.supply.receipts'), '/supply/receipts', navigate)]}
    >
      <Stack gap="md" maw={1180}>
        {restored && (
          <Alert color="waiting" title={t('supply.draft-restored', { count: draft.lines.length })}>
            <Button variant="default" size="xs" onClick={startOver}>
              {t('supply.start-over')}
            </Button>
          </Alert>
        )}
        <ReceiptHead draft={draft} faults={tried ? faults : []} set={set} />
        <Lines draft={draft} setLines={setLines} faults={tried ? faults : []} />
        <Paper p="md">
          <Title order={2} mb="xs">
            {t('supply.checks')}
          </Title>
          <ChecksField lines={draft.lines} checks={draft.checks} onChange={(checks) => set({ checks })} />
        </Paper>
        <Paper p="md">
          <Stack gap="sm">
            <Title order={2}>{t('supply.photos')}</Title>
            <StorePhotoWaiver placeId={draft.placeId} />
            <PhotoField photos={draft.photos} onChange={(photos) => set({ photos })} />
            <Textarea
              label={t('field.note')}
              autosize
              minRows={2}
              dir="auto"
              value={draft.note}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
            <FromPaper checked={draft.fromPaper ?? false} onChange={(fromPaper) => set({ fromPaper })} />
          </Stack>
        </Paper>
        {problem && <ProblemNotice problem={problem} />}
        <Foot draft={draft} faults={tried ? faults : []} busy={busy} onPost={() => void post()} />
      </Stack>
    </Page>
  );
}

/** Whoever has one receiving area need not look for it. */
function useOnlyGate(draft: Draft, set: (change: Partial<Draft>) => void): void {
  const wanted = draft.placeId === '';
  const gates = useAsk(listPlaces, { kinds: ['receiving'], status: 'open', limit: 2 }, { enabled: useCan(listPlaces.name) && wanted });
  const only = gates.data?.total === 1 ? gates.data.rows[0]!.id : undefined;
  useEffect(() => {
    if (only && wanted) set({ placeId: only });
  }, [only, wanted, set]);
}

type SetLines = (change: (lines: readonly DraftLine[]) => readonly DraftLine[]) => void;

function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => keptDraft() ?? emptyDraft());
  const [restored, setRestored] = useState(() => (keptDraft()?.lines.length ?? 0) > 0);
  useEffect(() => keepDraft(draft), [draft]);
  const set = useCallback((change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change })), []);
  // Two fields of a line may tell within one stroke: each sees what the other said.
  const setLines: SetLines = useCallback((change) => setDraft((now) => ({ ...now, lines: change(now.lines) })), []);
  const startOver = () => {
    setDraft(emptyDraft());
    setRestored(false);
  };
  return { draft, set, setLines, restored, startOver };
}

function Lines({ draft, setLines, faults }: { draft: Draft; setLines: SetLines; faults: readonly string[] }) {
  const t = useT();
  const [focused, setFocused] = useState(0);
  return (
    <Stack gap="sm">
      <ScanBox
        focused={focused}
        offersNew={draft.source === 'unknown'}
        onItem={(item, seen) => {
          const line = lineOf(item, seen);
          setLines((lines) => [...lines, line]);
          requestAnimationFrame(() => document.getElementById(`${draft.source === 'unknown' ? 'good' : 'expected'}-${line.key}`)?.focus());
        }}
      />
      {faults.includes('lines') && (
        <Text c="person" role="alert">
          {t('supply.no-lines-yet')}
        </Text>
      )}
      {draft.lines.map((line, index) => (
        <ReceiptLineCard
          key={line.key}
          line={line}
          number={index + 1}
          expects={draft.source !== 'unknown'}
          faulty={faults.includes(line.key)}
          onChange={(change) => setLines((lines) => lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)))}
          onRemove={() => setLines((lines) => lines.filter((one) => one.key !== line.key))}
          onNext={() => setFocused((now) => now + 1)}
        />
      ))}
    </Stack>
  );
}

/** What will be posted, in one sentence, and the button that does it. */
function Foot({ draft, faults, busy, onPost }: { draft: Draft; faults: readonly string[]; busy: boolean; onPost: () => void }) {
  const t = useT();
  const { figures } = useQty();
  const differing = draft.lines.filter((line) => draft.source !== 'unknown' && differs(line).missing + differs(line).extra > 0).length;
  return (
    <Paper p="md" style={{ position: 'sticky', bottom: 0, zIndex: 10, borderTop: '1px solid var(--kv-line)' }}>
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>{t('supply.lines-counted', { count: draft.lines.length })}</Text>
          <Text size="sm" {...(differing > 0 ? { c: 'person' } : { c: 'dimmed' })}>
            {faults.length > 0
              ? t('supply.faults-left', { count: faults.length })
              : t('supply.lines-differing', { count: differing, shown: figures(differing) })}
          </Text>
        </div>
        <Button size="md" loading={busy} onClick={onPost}>
          {t('supply.post-receipt')}
        </Button>
      </Group>
    </Paper>
  );
}

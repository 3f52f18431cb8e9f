import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Grid, Group, Modal, NumberField, Paper, ProblemNotice, Select, Stack, Text, Waiting } from '#foundation/web/ui/index.ts';
import { sortLoad } from '../../contract/stores/documents.ts';
import { listReceiptLines } from '../../contract/stores/receipts.ts';
import type { getReceipt } from '../../contract/stores/receipts.ts';
import { listStoreStock } from '../../contract/stores/stock.ts';
import type { StoreStockRow } from '../../contract/stores/stock.ts';
import { lineOf } from './draft.ts';
import type { DraftLine } from './draft.ts';
import { ReceiptLineCard } from './ReceiptLines.tsx';
import { ScanBox } from './ScanBox.tsx';
import { nameOf, useQty } from './words.tsx';

type Receipt = z.output<typeof getReceipt.output>;

/** Opens a load: how much of it was used up, and what came out. What is not named stays a load. */
export function SortDialog({ receipt, onClose, onDone }: { receipt: Receipt; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const lines = useAsk(listReceiptLines, { receiptId: receipt.id, limit: 200 });
  // Loads of other receipts lie in the same place: what is sorted here came with this one.
  const came = (lines.data?.rows ?? []).filter((row) => row.condition === 'unsorted').map((row) => row.itemId);
  const asked = { placeId: receipt.placeId, conditions: ['unsorted' as const], itemIds: came, limit: 200 };
  const found = useAsk(listStoreStock, asked, { enabled: came.length > 0 });
  const loads = lines.data && came.length === 0 ? [] : found.data?.rows;
  return (
    <Modal opened onClose={onClose} size="xl" title={t('command.supply.sort-load')}>
      {!loads && <Waiting />}
      {loads?.length === 0 && <Text>{t('supply.nothing-unsorted')}</Text>}
      {loads && loads.length > 0 && <SortForm receipt={receipt} loads={loads} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

function SortForm({
  receipt,
  loads,
  onClose,
  onDone,
}: {
  receipt: Receipt;
  loads: readonly StoreStockRow[];
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const { qty } = useQty();
  const [documentId] = useState(() => newId());
  const [key, setKey] = useState(loads[0]!.key);
  const load = loads.find((one) => one.key === key)!;
  const [used, setUsed] = useState<number | string | undefined>(undefined);
  const [to, setTo] = useState(receipt.placeId);
  const [lines, setLines] = useState<readonly DraftLine[]>([]);
  const { send, busy, problem } = useSend(sortLoad);
  const ready = typeof used === 'number' && used > 0 && to !== '' && lines.every((line) => typeof line.good === 'number' && line.good > 0);
  const post = async () => {
    const outcome = await send({
      documentId,
      placeId: receipt.storeId,
      receiptId: receipt.id,
      from: [{ at: load.at, row: load.key, qty: used as number }],
      into: lines.map((line) => ({
        itemId: line.item.itemId,
        ...(line.lotCode.trim() && line.item.tracking !== 'none'
          ? { lot: { id: line.lotId, code: line.lotCode.trim(), ...(line.expiresOn ? { expiresOn: line.expiresOn } : {}) } }
          : {}),
        place: to,
        // Whose it is, papers say: a sorting leaves owner and grant as they are.
        ...(load.at.grant ? { grant: load.at.grant } : {}),
        owner: load.at.owner,
        condition: line.condition,
        qty: line.good as number,
      })),
    });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('supply.sort-text')}
      </Text>
      <Grid gap="sm" align="flex-end">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <Select
            label={t('supply.load')}
            allowDeselect={false}
            value={key}
            onChange={(value) => value && setKey(value)}
            data={loads.map((one) => ({ value: one.key, label: `${nameOf(one)} · ${qty(one.free, one.unit)} · ${one.placeCode}` }))}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
          <NumberField label={t('supply.load-used')} unit={t(`goods.unit-${load.unit}`)} withAsterisk value={used} onChange={setUsed} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, sm: 3 }}>
          <RecordPicker
            kind="stock-place"
            label={t('supply.put-at')}
            error={undefined}
            value={to}
            only={{ under: receipt.storeId }}
            onChange={(id) => setTo(id ?? '')}
          />
        </Grid.Col>
      </Grid>
      <ScanBox focused={0} offersNew={false} onItem={(item, seen) => setLines((now) => [...now, lineOf(item, seen)])} />
      {lines.map((line, index) => (
        <ReceiptLineCard
          key={line.key}
          line={line}
          number={index + 1}
          expects={false}
          faulty={false}
          onChange={(change) => setLines((now) => now.map((one) => (one.key === line.key ? { ...one, ...change } : one)))}
          onRemove={() => setLines((now) => now.filter((one) => one.key !== line.key))}
          onNext={() => document.getElementById('scan')?.focus()}
        />
      ))}
      {lines.length === 0 && (
        <Paper p="md">
          <Text c="dimmed">{t('supply.sort-none')}</Text>
        </Paper>
      )}
      {problem && <ProblemNotice problem={problem} />}
      <Group>
        <Button loading={busy} disabled={!ready} onClick={() => void post()}>
          {t('command.supply.sort-load')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

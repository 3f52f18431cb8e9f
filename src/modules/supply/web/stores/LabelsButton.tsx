import { useState } from 'react';
import { useAsk, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Modal, NumberField, Select, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import { listReceiptLines } from '../../contract/stores/receipts.ts';

/** Prints labels for the lots of a receipt, or for the items that have none. */
export function LabelsButton({ receiptId }: { receiptId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('supply.labels')}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('supply.labels')}>
        {open && <LabelsOfReceipt receiptId={receiptId} onDone={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function LabelsOfReceipt({ receiptId, onDone }: { receiptId: string; onDone: () => void }) {
  const lines = useAsk(listReceiptLines, { receiptId, limit: 500 }).data?.rows ?? [];
  const lots = [...new Set(lines.flatMap((line) => line.lotId ?? []))];
  const items = [...new Set(lines.filter((line) => !line.lotId).map((line) => line.itemId))];
  return (
    <LabelsForm
      sets={[
        ...(lots.length > 0 ? [{ kind: 'lot' as const, ids: lots }] : []),
        ...(items.length > 0 ? [{ kind: 'item' as const, ids: items }] : []),
      ]}
      onDone={onDone}
    />
  );
}

/** How large and how many; codes only, never a grant or an agency. */
export function LabelsForm({
  sets,
  onDone,
}: {
  sets: readonly { kind: 'lot' | 'item' | 'place' | 'unit'; ids: readonly string[]; under?: boolean }[];
  onDone: () => void;
}) {
  const t = useT();
  const client = useClient();
  const [size, setSize] = useState('large');
  const [copies, setCopies] = useState<number | string | undefined>(1);
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    try {
      for (const set of sets) await client.print('supply.labels', { ...set, copies: typeof copies === 'number' ? copies : 1, size });
      onDone();
    } catch {
      tell(t('supply.labels-failed'), 'person');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('supply.labels-text')}
      </Text>
      <Select
        label={t('supply.label-size')}
        allowDeselect={false}
        value={size}
        onChange={(value) => setSize(value ?? 'large')}
        data={['large', 'small'].map((value) => ({ value, label: t(`supply.label-size-${value}`) }))}
      />
      <NumberField label={t('supply.label-copies')} value={copies} onChange={setCopies} />
      <Button loading={busy} disabled={sets.length === 0} onClick={() => void print()}>
        {t('supply.print-labels')}
      </Button>
    </Stack>
  );
}

import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Grid,
  Group,
  Modal,
  NumberField,
  ProblemNotice,
  RemoveButton,
  RowsField,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  tell,
} from '#foundation/web/ui/index.ts';
import { matchReceipt } from '../../contract/stores/receipts.ts';
import type { getReceipt } from '../../contract/stores/receipts.ts';

interface Expected {
  readonly key: string;
  readonly itemId: string;
  readonly qty: number | string | undefined;
}

/** The papers of a truck without papers have come: what they say, and whose the goods are. */
export function MatchDialog({
  receipt,
  onClose,
  onDone,
}: {
  receipt: z.output<typeof getReceipt.output>;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const [source, setSource] = useState<'order' | 'gift'>('gift');
  const [reference, setReference] = useState('');
  const [senderId, setSender] = useState('');
  const [grantId, setGrant] = useState('');
  const [expected, setExpected] = useState<readonly Expected[]>([]);
  const { send, busy, problem } = useSend(matchReceipt);
  const post = async () => {
    const rows = expected
      .filter((row) => row.itemId !== '' && typeof row.qty === 'number')
      .map((row) => ({ itemId: row.itemId, qty: row.qty as number }));
    const outcome = await send({
      receiptId: receipt.id,
      documentId,
      source,
      reference: reference.trim(),
      ...(senderId ? { senderId } : {}),
      ...(grantId ? { grantId } : {}),
      expected: rows,
    });
    if (outcome?.state !== 'applied') return;
    tell(t('supply.matched', { ...outcome.result! }));
    onDone();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t('command.supply.match-receipt')}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('supply.match-text')}
        </Text>
        <SegmentedControl
          aria-label={t('column.supply.list-receipts.source')}
          value={source}
          onChange={(value) => setSource(value as 'order' | 'gift')}
          data={(['order', 'gift'] as const).map((value) => ({ value, label: t(`supply.receipt-source-${value}`) }))}
        />
        <TextInput
          label={t(`supply.reference-${source}`)}
          withAsterisk
          dir="ltr"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <RecordPicker
          key={source}
          kind="org"
          label={t(source === 'gift' ? 'supply.donor' : 'supply.supplier')}
          error={undefined}
          value={senderId}
          only={{ role: source === 'gift' ? 'donor' : 'supplier' }}
          onChange={(id) => setSender(id ?? '')}
        />
        <RecordPicker
          kind="grant"
          label={t('supply.grant-of-all')}
          error={undefined}
          value={grantId}
          onChange={(id) => setGrant(id ?? '')}
        />
        <ExpectedRows rows={expected} onChange={setExpected} />
        {problem && <ProblemNotice problem={problem} />}
        <Group>
          <Button loading={busy} disabled={reference.trim() === ''} onClick={() => void post()}>
            {t('command.supply.match-receipt')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function ExpectedRows({ rows, onChange }: { rows: readonly Expected[]; onChange: (rows: readonly Expected[]) => void }) {
  const t = useT();
  const set = (key: string, change: Partial<Expected>) => onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <RowsField
      label={t('supply.papers-said')}
      addLabel={t('supply.add-item')}
      onAdd={() => onChange([...rows, { key: newId(), itemId: '', qty: undefined }])}
    >
      {rows.map((row) => (
        <Grid key={row.key} gap="xs" align="flex-end">
          <Grid.Col span={{ base: 12, xs: 7 }}>
            <RecordPicker
              kind="item"
              label={t('column.supply.list-receipt-lines.nameEn')}
              error={undefined}
              value={row.itemId}
              onChange={(itemId) => set(row.key, { itemId: itemId ?? '' })}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 10, xs: 4 }}>
            <NumberField label={t('column.supply.list-receipt-lines.expected')} value={row.qty} onChange={(qty) => set(row.key, { qty })} />
          </Grid.Col>
          <Grid.Col span={{ base: 2, xs: 1 }}>
            <RemoveButton label={t('supply.line-remove')} onClick={() => onChange(rows.filter((one) => one.key !== row.key))} />
          </Grid.Col>
        </Grid>
      ))}
    </RowsField>
  );
}

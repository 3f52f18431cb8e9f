import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Grid, Paper, SegmentedControl, Text, TextInput } from '#foundation/web/ui/index.ts';
import { receiptSources } from '../../contract/stores/receipts.ts';
import type { Draft } from './draft.ts';

/** Where it came to, against what, from whom, on which truck. */
export function ReceiptHead({ draft, faults, set }: { draft: Draft; faults: readonly string[]; set: (change: Partial<Draft>) => void }) {
  const t = useT();
  const unknown = draft.source === 'unknown';
  const half = { base: 12, xs: 6, md: 3 };
  return (
    <Paper p="md">
      <Grid gap="sm" align="flex-start">
        <Grid.Col span={12}>
          <SegmentedControl
            fullWidth
            aria-label={t('column.supply.list-receipts.source')}
            value={draft.source}
            onChange={(source) => set({ source: source as Draft['source'] })}
            data={receiptSources.map((value) => ({ value, label: t(`supply.receipt-source-${value}`) }))}
          />
          {unknown && (
            <Text size="sm" c="dimmed" mt={4}>
              {t('supply.without-papers-text')}
            </Text>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <RecordPicker
            kind="stock-place"
            label={t('supply.received-at')}
            error={faults.includes('place') ? t('supply.choose-place') : undefined}
            value={draft.placeId}
            onChange={(placeId) => set({ placeId: placeId ?? '' })}
          />
        </Grid.Col>
        {!unknown && (
          <>
            <Grid.Col span={half}>
              <TextInput
                label={t(`supply.reference-${draft.source}`)}
                dir="ltr"
                value={draft.reference}
                onChange={(event) => set({ reference: event.currentTarget.value })}
              />
            </Grid.Col>
            <Grid.Col span={half}>
              <RecordPicker
                key={draft.source}
                kind="org"
                label={t(draft.source === 'gift' ? 'supply.donor' : 'supply.supplier')}
                error={undefined}
                value={draft.senderId}
                only={{ role: draft.source === 'gift' ? 'donor' : 'supplier' }}
                onChange={(senderId) => set({ senderId: senderId ?? '' })}
              />
            </Grid.Col>
            <Grid.Col span={half}>
              <RecordPicker
                kind="grant"
                label={t('supply.grant-of-all')}
                error={undefined}
                value={draft.grantId}
                onChange={(grantId) => set({ grantId: grantId ?? '' })}
              />
            </Grid.Col>
          </>
        )}
        <Grid.Col span={half}>
          <TextInput
            label={t('column.supply.list-receipts.plate')}
            dir="ltr"
            value={draft.plate}
            onChange={(event) => set({ plate: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <TextInput
            label={t('column.supply.list-receipts.waybill')}
            dir="ltr"
            value={draft.waybill}
            onChange={(event) => set({ waybill: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <RecordPicker
            kind="org"
            label={t('supply.transporter')}
            error={undefined}
            value={draft.transporterId}
            only={{ role: 'transporter' }}
            onChange={(transporterId) => set({ transporterId: transporterId ?? '' })}
          />
        </Grid.Col>
      </Grid>
    </Paper>
  );
}

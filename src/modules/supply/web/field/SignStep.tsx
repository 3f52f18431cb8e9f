import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, PhotoTaker, PlaceFix, SignaturePad, SimpleGrid, Stack, Text, Textarea } from '#foundation/web/ui/index.ts';
import type { totalsOf } from '../../domain/field/receipt.ts';
import { PhotoWaiver } from '../PhotoWaiver.tsx';
import { useQty } from '../transport/words.tsx';
import type { Receipt } from './draft.ts';

/** The last look: what it comes to, photos, the place if wanted, two signatures. */
export function SignStep({
  draft,
  onChange,
  totals,
  waived,
  onKeep,
}: {
  draft: Receipt;
  onChange: (change: Partial<Receipt>) => void;
  totals: ReturnType<typeof totalsOf>;
  waived: boolean;
  onKeep: () => Promise<void>;
}) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    await onKeep().finally(() => setBusy(false));
  };
  const off = totals.damaged + totals.missing + totals.extra + totals.refused > 0;
  return (
    <Stack gap="md">
      <Totals totals={totals} />
      {totals.untold > 0 && <Alert color="waiting">{t('supply.field-rest-stays', { count: totals.untold })}</Alert>}
      {off && draft.photos.length === 0 && <Text>{t('supply.field-photo-helps')}</Text>}
      <PhotoWaiver waived={waived} />
      <PhotoTaker photos={draft.photos} onChange={(photos) => onChange({ photos })} />
      <PlaceFix value={draft.point} onChange={(point) => onChange({ point })} />
      <SignaturePad label={t('supply.signed-receiver')} value={draft.receiver} onChange={(receiver) => onChange({ receiver })} />
      <SignaturePad
        label={t('supply.signed-transporter')}
        value={draft.transporter}
        onChange={(transporter) => onChange({ transporter })}
      />
      <Text size="sm" c="dimmed">
        {t('supply.field-signing-free')}
      </Text>
      <Textarea
        size="lg"
        label={t('field.note')}
        rows={2}
        dir="auto"
        value={draft.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      <Button size="xl" loading={busy} onClick={() => void keep()}>
        {t('supply.field-keep-receipt')}
      </Button>
    </Stack>
  );
}

function Totals({ totals }: { totals: ReturnType<typeof totalsOf> }) {
  const t = useT();
  const qty = useQty();
  return (
    <SimpleGrid cols={2} spacing="xs">
      {(['good', 'damaged', 'missing', 'extra', ...(totals.refused > 0 ? (['refused'] as const) : [])] as const).map((key) => (
        <div key={key}>
          <Text size="sm" c="dimmed">
            {t(`supply.count-${key}`)}
          </Text>
          <Text size="xl" fw={700} className="kv-number" c={key !== 'good' && totals[key] > 0 ? 'person' : 'inherit'}>
            {qty(totals[key])}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}

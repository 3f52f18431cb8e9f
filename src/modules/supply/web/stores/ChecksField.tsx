import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Grid, NumberField, RemoveButton, Select, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { sampleVerdicts } from '../../contract/stores/receipts.ts';
import type { DraftCheck, DraftLine } from './draft.ts';
import { nameOf } from './words.tsx';

/** The sample-check sheet: what was asked of the goods, how many were opened, what was found. */
export function ChecksField({
  lines,
  checks,
  onChange,
}: {
  lines: readonly DraftLine[];
  checks: readonly DraftCheck[];
  onChange: (checks: DraftCheck[]) => void;
}) {
  const t = useT();
  const items = [...new Map(lines.map((line) => [line.item.itemId, line.item])).values()];
  const add = () =>
    onChange([
      ...checks,
      { id: newId(), itemId: items[0]!.itemId, specification: '', sampleSize: undefined, defects: undefined, verdict: 'conforms' },
    ]);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('supply.checks-text')}
      </Text>
      {checks.map((check) => (
        <Check
          key={check.id}
          check={check}
          items={items.map((item) => ({ value: item.itemId, label: nameOf(item) }))}
          onChange={(next) => onChange(checks.map((one) => (one.id === check.id ? next : one)))}
          onRemove={() => onChange(checks.filter((one) => one.id !== check.id))}
        />
      ))}
      <Button variant="default" style={{ alignSelf: 'start' }} disabled={items.length === 0} onClick={add}>
        {t('supply.add-check')}
      </Button>
    </Stack>
  );
}

function Check({
  check,
  items,
  onChange,
  onRemove,
}: {
  check: DraftCheck;
  items: { value: string; label: string }[];
  onChange: (check: DraftCheck) => void;
  onRemove: () => void;
}) {
  const t = useT();
  const set = (change: Partial<DraftCheck>) => onChange({ ...check, ...change });
  return (
    <Grid gap="sm" align="flex-end">
      <Grid.Col span={{ base: 12, md: 3 }}>
        <Select
          label={t('column.supply.list-receipt-lines.nameEn')}
          allowDeselect={false}
          data={items}
          value={check.itemId}
          onChange={(itemId) => itemId && set({ itemId })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <TextInput
          label={t('supply.specification')}
          dir="auto"
          value={check.specification}
          onChange={(event) => set({ specification: event.currentTarget.value })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, md: 1 }}>
        <NumberField label={t('supply.sample-size')} value={check.sampleSize} onChange={(sampleSize) => set({ sampleSize })} />
      </Grid.Col>
      <Grid.Col span={{ base: 6, md: 1 }}>
        <NumberField label={t('supply.defects')} value={check.defects} onChange={(defects) => set({ defects })} />
      </Grid.Col>
      <Grid.Col span={{ base: 10, md: 2 }}>
        <Select
          label={t('supply.verdict')}
          allowDeselect={false}
          value={check.verdict}
          data={sampleVerdicts.map((value) => ({ value, label: t(`supply.verdict-${value}`) }))}
          onChange={(verdict) => set({ verdict: (verdict ?? 'conforms') as DraftCheck['verdict'] })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 2, md: 1 }}>
        <RemoveButton label={t('supply.line-remove')} onClick={onRemove} />
      </Grid.Col>
    </Grid>
  );
}

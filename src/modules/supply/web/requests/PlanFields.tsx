import { useT } from '#foundation/web/i18n.ts';
import { Grid, Group, NumberField, Paper, RemoveButton, RowsField, Select, Text } from '#foundation/web/ui/index.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';
import { peopleOf } from '../../domain/requests/standard.ts';
import { ItemPicker } from './ItemPicker.tsx';

/** A household size as it is being typed. */
export interface SizeRow {
  readonly key: number;
  readonly size: number | string | undefined;
  readonly households: number | string | undefined;
}
export interface StandardRow {
  readonly key: number;
  readonly item: ItemBrief | null;
  readonly qty: number | string | undefined;
  readonly per: 'household' | 'persons';
  readonly every: number | string | undefined;
  readonly fromSize: number | string | undefined;
  readonly toSize: number | string | undefined;
}
let last = 0;
export const sizeRow = (over: Partial<SizeRow> = {}): SizeRow => ({ key: (last += 1), size: undefined, households: undefined, ...over });
export const standardRow = (over: Partial<StandardRow> = {}): StandardRow => ({
  key: (last += 1),
  item: null,
  qty: 1,
  per: 'household',
  every: 1,
  fromSize: 1,
  toSize: undefined,
  ...over,
});
const number = (value: number | string | undefined) => (typeof value === 'number' ? value : 0);

/** How many households of which size; the sum is said at once. */
export function SizesField({
  rows,
  onChange,
  error,
}: {
  rows: readonly SizeRow[];
  onChange: (rows: SizeRow[]) => void;
  error?: string | undefined;
}) {
  const t = useT();
  const set = (key: number, change: Partial<SizeRow>) => onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const people = peopleOf(rows.map((row) => ({ size: number(row.size), households: number(row.households) })));
  return (
    <RowsField
      id="field-households"
      label={t('supply.plan-households')}
      error={error}
      addLabel={t('supply.add-size')}
      onAdd={() => onChange([...rows, sizeRow()])}
      foot={
        <Text size="sm" c="dimmed" aria-live="polite">
          {t('supply.people', people)}
        </Text>
      }
    >
      {rows.map((row) => (
        <Group key={row.key} gap="xs" align="flex-end" wrap="nowrap">
          <NumberField
            label={t('supply.household-size')}
            unit={t('supply.unit-persons')}
            value={row.size}
            onChange={(size) => set(row.key, { size })}
          />
          <NumberField label={t('supply.households')} value={row.households} onChange={(households) => set(row.key, { households })} />
          <RemoveButton label={t('supply.remove')} onClick={() => onChange(rows.filter((other) => other.key !== row.key))} />
        </Group>
      ))}
    </RowsField>
  );
}

/** What a household gets of which item. */
export function StandardsField({
  rows,
  onChange,
  error,
}: {
  rows: readonly StandardRow[];
  onChange: (rows: StandardRow[]) => void;
  error?: string | undefined;
}) {
  const t = useT();
  return (
    <RowsField
      id="field-standards"
      label={t('supply.plan-standards')}
      hint={t('supply.plan-standards-hint')}
      error={error}
      addLabel={t('supply.add-item')}
      onAdd={() => onChange([...rows, standardRow()])}
    >
      {rows.map((row) => (
        <StandardCard
          key={row.key}
          row={row}
          onChange={(change) => onChange(rows.map((other) => (other.key === row.key ? { ...other, ...change } : other)))}
          onRemove={() => onChange(rows.filter((other) => other.key !== row.key))}
        />
      ))}
    </RowsField>
  );
}

function StandardCard({
  row,
  onChange,
  onRemove,
}: {
  row: StandardRow;
  onChange: (change: Partial<StandardRow>) => void;
  onRemove: () => void;
}) {
  const t = useT();
  return (
    <Paper p="sm" withBorder>
      <Grid gap="xs" align="flex-end">
        <Grid.Col span={{ base: 10, sm: 11 }}>
          <ItemPicker label={t('supply.item')} value={row.item} onChange={(item) => onChange({ item })} />
        </Grid.Col>
        <Grid.Col span={{ base: 2, sm: 1 }}>
          <RemoveButton label={t('supply.remove')} onClick={onRemove} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, sm: 3 }}>
          <NumberField
            label={t('supply.standard-qty')}
            {...(row.item ? { unit: t(`goods.unit-${row.item.unit}`) } : {})}
            value={row.qty}
            onChange={(qty) => onChange({ qty })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 6, sm: 3 }}>
          <Select
            label={t('supply.standard-per')}
            value={row.per}
            allowDeselect={false}
            data={(['household', 'persons'] as const).map((value) => ({ value, label: t(`supply.per-${value}`) }))}
            onChange={(per) => onChange({ per: per as StandardRow['per'], ...(per === 'household' ? { every: 1 } : {}) })}
          />
        </Grid.Col>
        {row.per === 'persons' && (
          <Grid.Col span={{ base: 12, sm: 2 }}>
            <NumberField
              label={t('supply.standard-every')}
              unit={t('supply.unit-persons')}
              value={row.every}
              onChange={(every) => onChange({ every })}
            />
          </Grid.Col>
        )}
        <Grid.Col span={{ base: 6, sm: 2 }}>
          <NumberField label={t('supply.from-size')} value={row.fromSize} onChange={(fromSize) => onChange({ fromSize })} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, sm: 2 }}>
          <NumberField label={t('supply.to-size')} value={row.toSize} onChange={(toSize) => onChange({ toSize })} />
        </Grid.Col>
      </Grid>
    </Paper>
  );
}

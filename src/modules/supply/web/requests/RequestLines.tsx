import { useT } from '#foundation/web/i18n.ts';
import { Button, Grid, Paper, QuantityField, RemoveButton, Stack, Text } from '#foundation/web/ui/index.ts';
import type * as z from 'zod';
import type { PlanShown } from '../../contract/requests/plans.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';
import { overStandard } from '../../domain/requests/standard.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { nameIn, useQuantities } from './words.tsx';

type Plan = z.output<typeof PlanShown>;

export interface LineRow {
  readonly key: number;
  readonly item: ItemBrief | null;
  readonly qty: number | string | undefined;
}
let last = 0;
export const lineRow = (over: Partial<LineRow> = {}): LineRow => ({ key: (last += 1), item: null, qty: undefined, ...over });

interface LinesProps {
  readonly plan: Plan;
  /** The request as it was, when it is changed. */
  readonly known: RequestShown | undefined;
  readonly rows: readonly LineRow[];
  readonly onChange: (rows: LineRow[]) => void;
}

/** The lines of a request, each with what the plan allows of it and what would be over. */
export function RequestLines({ plan, known, rows, onChange }: LinesProps) {
  const t = useT();
  const asked = askedElsewhere(plan, known);
  const set = (key: number, change: Partial<LineRow>) => onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <Stack gap="sm">
      {rows.map((row) => (
        <LineCard
          key={row.key}
          row={row}
          standard={plan.items.find((one) => one.item.id === row.item?.id)?.standard ?? null}
          elsewhere={row.item ? (asked.get(row.item.id) ?? 0) : 0}
          onChange={(change) => set(row.key, change)}
          onRemove={() => onChange(rows.filter((other) => other.key !== row.key))}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...rows, lineRow()])}>
          {t('supply.add-line')}
        </Button>
      </div>
    </Stack>
  );
}

/** What other requests of the plan ask; what the plan counts as asked holds this very request too, once it was sent. */
function askedElsewhere(plan: Plan, known: RequestShown | undefined): ReadonlyMap<string, number> {
  const asked = new Map(plan.items.map((row) => [row.item.id, row.asked]));
  for (const line of known?.items ?? []) asked.set(line.item.id, line.askedElsewhere);
  return asked;
}

interface CardProps {
  readonly row: LineRow;
  readonly standard: number | null;
  readonly elsewhere: number;
  readonly onChange: (change: Partial<LineRow>) => void;
  readonly onRemove: () => void;
}

function LineCard({ row, standard, elsewhere, onChange, onRemove }: CardProps) {
  const t = useT();
  const { unitsOf } = useQuantities();
  return (
    <Paper p="sm" withBorder>
      <Grid gap="xs" align="flex-start">
        <Grid.Col span={{ base: 10, sm: 6 }}>
          <ItemPicker label={t('supply.item')} value={row.item} onChange={(item) => onChange({ item })} />
        </Grid.Col>
        <Grid.Col span={{ base: 2, sm: 1 }} order={{ base: 2, sm: 3 }} pt={28}>
          <RemoveButton label={t('supply.remove-line', { item: row.item ? nameIn(row.item.names) : '' })} onClick={onRemove} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }} order={{ base: 3, sm: 2 }}>
          <QuantityField
            label={t('supply.quantity')}
            units={row.item ? unitsOf(row.item) : []}
            value={row.qty}
            onChange={(qty) => onChange({ qty })}
          />
        </Grid.Col>
      </Grid>
      {row.item && (
        <StandardWords item={row.item} qty={typeof row.qty === 'number' ? row.qty : 0} standard={standard} elsewhere={elsewhere} />
      )}
    </Paper>
  );
}

/** What the plan allows, and in the colour of what needs a person how much is over. */
function StandardWords({ item, qty, standard, elsewhere }: { item: ItemBrief; qty: number; standard: number | null; elsewhere: number }) {
  const t = useT();
  const { words } = useQuantities();
  const over = overStandard(standard, elsewhere, qty);
  return (
    <Text size="sm" c="dimmed" mt={4} aria-live="polite">
      {standard === null ? t('supply.no-standard') : t('supply.standard-is', { qty: words(standard, item.unit) })}
      {elsewhere > 0 && ` · ${t('supply.asked-elsewhere', { qty: words(elsewhere, item.unit) })}`}
      {over !== null && over > 0 && (
        <Text span c="person" fw={600}>
          {' '}
          · {t('supply.over-by', { qty: words(over, item.unit) })}
        </Text>
      )}
    </Text>
  );
}

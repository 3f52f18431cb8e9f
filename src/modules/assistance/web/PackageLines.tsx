import { useState } from 'react';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Grid, NumberField, Paper, RemoveButton, RowsField } from '#foundation/web/ui/index.ts';

export interface LineDraft {
  readonly key: number;
  readonly itemId: string;
  readonly qty: number | string | undefined;
  readonly fromSize: number | string | undefined;
  readonly toSize: number | string | undefined;
}
let keys = 0;
export const lineDraft = (over: Partial<LineDraft> = {}): LineDraft => ({
  key: (keys += 1),
  itemId: '',
  qty: 1,
  fromSize: 1,
  toSize: undefined,
  ...over,
});
/** Lines as the command takes them. */
export const lineInput = (lines: readonly LineDraft[]) =>
  lines.map(({ itemId, qty, fromSize, toSize }) => ({
    itemId,
    qty,
    fromSize,
    ...(toSize === undefined || toSize === '' ? {} : { toSize }),
  }));

/** What a household of which size gets of which item. */
export function PackageLinesField({ start, onChange }: { start: readonly LineDraft[]; onChange: (lines: readonly LineDraft[]) => void }) {
  const t = useT();
  const [lines, setLines] = useState(start);
  const put = (next: readonly LineDraft[]) => {
    setLines(next);
    onChange(next);
  };
  const set = (key: number, change: Partial<LineDraft>) => put(lines.map((line) => (line.key === key ? { ...line, ...change } : line)));
  return (
    <RowsField
      label={t('assistance.package-lines')}
      hint={t('assistance.package-lines-hint')}
      addLabel={t('assistance.add-line')}
      onAdd={() => put([...lines, lineDraft()])}
    >
      {lines.map((line) => (
        <Paper key={line.key} p="sm" withBorder>
          <Grid gap="xs" align="flex-end">
            <Grid.Col span={{ base: 10, sm: 11 }}>
              <RecordPicker
                kind="item"
                label={t('assistance.item')}
                value={line.itemId}
                onChange={(id) => set(line.key, { itemId: id ?? '' })}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 2, sm: 1 }}>
              <RemoveButton
                label={t('assistance.remove-line')}
                disabled={lines.length === 1}
                onClick={() => put(lines.filter((other) => other.key !== line.key))}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 4 }}>
              <NumberField label={t('assistance.per-household')} value={line.qty} onChange={(qty) => set(line.key, { qty })} />
            </Grid.Col>
            <Grid.Col span={{ base: 6, sm: 4 }}>
              <NumberField label={t('assistance.from-size')} value={line.fromSize} onChange={(fromSize) => set(line.key, { fromSize })} />
            </Grid.Col>
            <Grid.Col span={{ base: 6, sm: 4 }}>
              <NumberField label={t('assistance.to-size')} value={line.toSize} onChange={(toSize) => set(line.key, { toSize })} />
            </Grid.Col>
          </Grid>
        </Paper>
      ))}
    </RowsField>
  );
}

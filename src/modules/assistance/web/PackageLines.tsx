import { useState } from 'react';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { ActionIcon, Button, Grid, IconTrash, NumberField, Paper, Stack, Text } from '#foundation/web/ui/index.ts';

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
    <Stack gap="xs">
      <Text fw={500} size="sm">
        {t('assistance.package-lines')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('assistance.package-lines-hint')}
      </Text>
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
              <ActionIcon
                size="lg"
                mb={4}
                variant="subtle"
                color="gray"
                disabled={lines.length === 1}
                aria-label={t('assistance.remove-line')}
                onClick={() => put(lines.filter((other) => other.key !== line.key))}
              >
                <IconTrash size={18} stroke={1.75} />
              </ActionIcon>
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
      <div>
        <Button variant="default" size="xs" onClick={() => put([...lines, lineDraft()])}>
          {t('assistance.add-line')}
        </Button>
      </div>
    </Stack>
  );
}

import { useState } from 'react';
import type * as z from 'zod';
import { useAsk, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Checkbox,
  Grid,
  Group,
  Paper,
  ProblemNotice,
  QuantityField,
  Stack,
  Status,
  Text,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { typedUnitsOf } from '#kernel/goods/domain/words.ts';
import { getCountSheet, recordCount } from '../../contract/stores/counts.ts';
import { findLine } from '../../domain/stores/find-line.ts';
import type { Named } from '../../domain/stores/find-line.ts';
import { FromPaper } from '../papers/FromPaper.tsx';
import { LineScan, lineId, showLine } from '../scan/LineScan.tsx';
import { ConditionOf, Thing, useQty } from './words.tsx';

type Line = z.output<typeof getCountSheet.output>['rows'][number];
type Typed = number | string | undefined;
const step = 50;
const findableOf = (row: Line) => ({ key: String(row.line), itemId: row.itemId, lotCode: row.lotCode, placeId: row.placeId });

/** Blind: where and what, and room for how much. Each line is sent as it is counted, or many at once. */
export function CountSheet({ countId, open, onCounted }: { countId: string; open: boolean; onCounted: () => void }) {
  const t = useT();
  const { figures } = useQty();
  const client = useClient();
  const [limit, setLimit] = useState(step);
  const [onlyOpen, setOnlyOpen] = useState(true);
  const sheet = useAsk(getCountSheet, { countId, limit, open: open && onlyOpen }, { keepPrevious: true });
  const [typed, setTyped] = useState<Readonly<Record<number, Typed>>>({});
  const [fromPaper, setFromPaper] = useState(false);
  const { send, busy, problem } = useSend(recordCount);
  if (sheet.error) return <ProblemNotice problem={sheet.error.body} retry={() => void sheet.refetch()} />;
  if (!sheet.data) return <Waiting />;
  /** What the page does not show yet is looked for on the whole sheet, and the page grows down to it. */
  const further = async (named: Named) => {
    const { rows } = await client.ask(getCountSheet, { countId, limit: 1000, open: onlyOpen });
    const found = findLine(rows.map(findableOf), named);
    if (found.kind !== 'line') return false;
    setLimit(Math.ceil((rows.findIndex((row) => String(row.line) === found.key) + 1) / step) * step);
    showLine(found.key);
    return true;
  };
  const lines = Object.entries(typed).flatMap(([line, counted]) => (typeof counted === 'number' ? [{ line: Number(line), counted }] : []));
  const post = async () => {
    const outcome = await send({ countId, lines, fromPaper });
    if (outcome?.state !== 'applied') return;
    const { recount } = outcome.result!;
    tell(t('supply.counts-kept', { count: lines.length, recount: recount.length }), recount.length > 0 ? 'person' : 'settled');
    setTyped({});
    void sheet.refetch();
    onCounted();
  };
  return (
    <Stack gap="sm">
      {open && (
        <Group justify="space-between">
          <Checkbox label={t('supply.only-uncounted')} checked={onlyOpen} onChange={(event) => setOnlyOpen(event.currentTarget.checked)} />
          <Text c="dimmed">{t('supply.lines-left', { count: sheet.data.total })}</Text>
        </Group>
      )}
      {open && <LineScan lines={sheet.data.rows.map(findableOf)} otherwise={further} />}
      {problem && <ProblemNotice problem={problem} />}
      {sheet.data.rows.length === 0 && (
        <Paper p="md">
          <Text>{t('supply.sheet-done')}</Text>
        </Paper>
      )}
      {sheet.data.rows.map((line) => (
        <SheetLine
          key={line.line}
          line={line}
          open={open}
          value={typed[line.line]}
          onChange={(value) => setTyped({ ...typed, [line.line]: value })}
        />
      ))}
      {sheet.data.total > sheet.data.rows.length && (
        <Button variant="default" onClick={() => setLimit(limit + step)}>
          {t('supply.more-lines', { left: figures(sheet.data.total - sheet.data.rows.length) })}
        </Button>
      )}
      {open && (
        <Paper p="md" style={{ position: 'sticky', bottom: 0, zIndex: 10 }} withBorder>
          <Group justify="space-between">
            <Text fw={600}>{t('supply.lines-counted', { count: lines.length })}</Text>
            <FromPaper checked={fromPaper} onChange={setFromPaper} />
            <Button size="md" loading={busy} disabled={lines.length === 0} onClick={() => void post()}>
              {t('command.supply.record-count')}
            </Button>
          </Group>
        </Paper>
      )}
    </Stack>
  );
}

function SheetLine({ line, open, value, onChange }: { line: Line; open: boolean; value: Typed; onChange: (value: Typed) => void }) {
  const t = useT();
  const asks = line.ask === 'count' || line.ask === 'recount';
  return (
    <Paper id={lineId(String(line.line))} p="md" withBorder>
      <Grid gap="sm" align="center">
        <Grid.Col span={{ base: 4, sm: 2 }}>
          <Text fw={600}>
            <span className="kv-code">{line.placeCode}</span>
          </Text>
          <Text size="xs" c="dimmed">
            <span className="kv-code">{line.grantCode}</span>
          </Text>
        </Grid.Col>
        <Grid.Col span={{ base: 8, sm: 5 }}>
          <Thing row={line} />
          {line.condition !== 'good' && <ConditionOf condition={line.condition} />}
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          {open && asks ? (
            <QuantityField
              id={`count-${line.line}`}
              label={t(line.ask === 'recount' ? 'supply.count-again' : 'supply.count-it')}
              units={typedUnitsOf({ unit: line.unit, packs: [] }, t)}
              value={value}
              onChange={onChange}
            />
          ) : (
            <Status tone={line.ask === 'other' ? 'waiting' : 'settled'}>
              {t(line.ask === 'other' ? 'supply.other-counts-again' : 'supply.counted')}
            </Status>
          )}
        </Grid.Col>
      </Grid>
    </Paper>
  );
}

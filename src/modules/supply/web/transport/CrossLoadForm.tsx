import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Checkbox, Group, ProblemNotice, SimpleGrid, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { recordCrossLoad } from '../../contract/transport/road.ts';
import { LineScan } from '../scan/LineScan.tsx';
import { CountTable, SealsField, countOf, findables, sealsOf } from './fields.tsx';
import type { Counts } from './fields.tsx';
import type { ActionProps } from './LegActionForm.tsx';
import { MomentField, useMoment } from './moment.tsx';
import { aboardRows } from './rows.ts';
import { useQty } from './words.tsx';

/** From the monitors' signed sheet: which truck took how much of each line, seals, and what stayed behind. */
export function CrossLoadForm({ leg, shipment, onDone, onCancel }: ActionProps) {
  const t = useT();
  const qty = useQty();
  const { send, busy, problem } = useSend(recordCrossLoad);
  const moment = useMoment();
  const [documentId] = useState(newId);
  const [counts, setCounts] = useState<Counts>({});
  const [sheet, setSheet] = useState('');
  const [monitor, setMonitor] = useState('');
  const [broken, setBroken] = useState(leg.seals.join(' '));
  const [put, setPut] = useState<Readonly<Record<string, string>>>({});
  const [fromPaper, setFromPaper] = useState(true);
  const [ticked, setTicked] = useState(true);
  const targets = shipment.legs.filter(
    (other) => other.from.id === leg.to.id && !['received', 'returned', 'part-delivered', 'cancelled'].includes(other.state),
  );
  // Nothing can have gone on where no truck waits: then a press of the button must not write all of it off as missing.
  const [empty, setEmpty] = useState(targets.length > 0);
  const rows = aboardRows(leg, shipment);
  const passed = (lineId: string) =>
    targets.reduce((sum, other) => sum + countOf(counts, lineId, other.id) + countOf(counts, lineId, `${other.id}-damaged`), 0) +
    countOf(counts, lineId, 'hub');
  const missing = rows.reduce((sum, row) => sum + Math.max(0, row.base - passed(row.lineId)), 0);
  const partOf = (key: string) =>
    rows
      .map((row) => ({
        lineId: row.lineId,
        good: countOf(counts, row.lineId, key),
        damaged: countOf(counts, row.lineId, `${key}-damaged`),
      }))
      .filter((line) => line.good + line.damaged > 0);
  const submit = async () => {
    const parts = targets.map((other) => ({ toLegId: other.id, lines: partOf(other.id) })).filter((part) => part.lines.length > 0);
    const down = partOf('hub');
    const outcome = await send(
      {
        legId: leg.id,
        documentId,
        parts,
        ...(down.length > 0 ? { putDown: { placeId: leg.to.id, lines: down } } : {}),
        empty,
        fromPaper,
        ticks: rows.filter((row) => passed(row.lineId) > 0).map((row) => ({ lineId: row.lineId, ticked, qty: passed(row.lineId) })),
        ...(sheet.trim() ? { sheet } : {}),
        ...(monitor.trim() ? { monitor } : {}),
        sealsBroken: sealsOf(broken),
        sealsPut: Object.entries(put)
          .map(([legId, text]) => ({ legId, seals: sealsOf(text) }))
          .filter((row) => row.seals.length > 0),
      },
      moment.at ? { occurredAt: moment.at } : {},
    );
    if (outcome && outcome.state !== 'refused') onDone();
  };
  /** Whatever nobody has counted yet goes on this truck. */
  const restOn = (key: string) =>
    setCounts((now) => {
      const next = { ...now };
      for (const row of rows) {
        const left = row.base - passed(row.lineId);
        if (left > 0) next[row.lineId] = { ...now[row.lineId], [key]: countOf(now, row.lineId, key) + left };
      }
      return next;
    });
  const columns = [
    ...targets.flatMap((other) => [
      { key: other.id, label: other.plate },
      { key: `${other.id}-damaged`, label: t('supply.of-these-damaged', { plate: other.plate }) },
    ]),
    { key: 'hub', label: t('supply.put-down') },
  ];
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      {targets.length === 0 && <Alert color="waiting" title={t('supply.no-onward-trucks')} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MomentField value={moment.local} onChange={moment.set} />
        <TextInput
          label={t('supply.sheet')}
          description={t('supply.sheet-hint')}
          dir="ltr"
          value={sheet}
          onChange={(event) => setSheet(event.currentTarget.value)}
        />
        <TextInput
          label={t('supply.monitor')}
          description={t('supply.monitor-hint')}
          dir="auto"
          value={monitor}
          onChange={(event) => setMonitor(event.currentTarget.value)}
        />
        <SealsField label={t('supply.seals-broken')} value={broken} onChange={setBroken} />
      </SimpleGrid>
      <LineScan lines={findables(rows, shipment.units)} />
      {missing > 0 && (
        <Group gap="xs">
          {targets.map((other) => (
            <Button key={other.id} size="xs" variant="default" onClick={() => restOn(other.id)}>
              {t('supply.rest-on', { plate: other.plate })}
            </Button>
          ))}
        </Group>
      )}
      <CountTable rows={rows} base={t('supply.aboard')} columns={columns} counts={counts} onChange={setCounts} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {targets.map((other) => (
          <SealsField
            key={other.id}
            label={t('supply.seals-on', { plate: other.plate })}
            value={put[other.id] ?? ''}
            onChange={(text) => setPut((now) => ({ ...now, [other.id]: text }))}
          />
        ))}
      </SimpleGrid>
      <Checkbox label={t('supply.monitors-ticked')} checked={ticked} onChange={(event) => setTicked(event.currentTarget.checked)} />
      <Checkbox label={t('supply.keyed-from-sheet')} checked={fromPaper} onChange={(event) => setFromPaper(event.currentTarget.checked)} />
      <Checkbox label={t('supply.truck-empty')} checked={empty} onChange={(event) => setEmpty(event.currentTarget.checked)} />
      {missing > 0 && (
        <Text c={empty ? 'person' : 'dimmed'} fw={500}>
          {t(empty ? 'supply.will-be-missing' : 'supply.stays-aboard', { count: qty(missing) })}
        </Text>
      )}
      <Group>
        <Button loading={busy} onClick={() => void submit()}>
          {t('command.supply.record-cross-load')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Counter, Group, Paper as Card, Select, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import type { StorePack } from '../../contract/field/store.ts';
import { nameIn } from '../transport/words.tsx';
import { Step } from './parts.tsx';
import type { Paper } from './waybill.ts';

interface Typed {
  readonly lineNo: number;
  readonly item: string;
  readonly sent: number;
}

/** A waybill whose code cannot be read is copied by hand: its number, and its lines as they stand on the paper. */
export function PaperByHand({ store, onBack, onPaper }: { store: StorePack; onBack: () => void; onPaper: (paper: Paper) => void }) {
  const t = useT();
  const [number, setNumber] = useState('');
  const [lines, setLines] = useState<readonly Typed[]>([]);
  const [item, setItem] = useState<string | null>(null);
  const [lineNo, setLineNo] = useState<number | undefined>(1);
  const [sent, setSent] = useState<number | undefined>(undefined);
  const taken = lines.some((line) => line.lineNo === lineNo);
  const add = () => {
    setLines([...lines, { lineNo: lineNo!, item: item!, sent: sent ?? 0 }].toSorted((a, b) => a.lineNo - b.lineNo));
    setItem(null);
    setSent(undefined);
    setLineNo(lineNo! + 1);
  };
  const open = () =>
    onPaper({
      code: null,
      doubtful: false,
      content: {
        n: number.trim().toUpperCase(),
        s: '',
        f: '',
        t: '',
        l: lines.map((line) => [line.lineNo, line.item, line.sent] as [number, string, number]),
      },
    });
  return (
    <Step title={t('supply.field-paper-hand')} onBack={onBack}>
      <TextInput
        size="xl"
        label={t('supply.field-waybill-number')}
        dir="ltr"
        autoCapitalize="characters"
        autoComplete="off"
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Stack gap="xs">
        {lines.map((line) => (
          <Group key={line.lineNo} justify="space-between" wrap="nowrap">
            <Text>
              {line.lineNo}. <bdi className="kv-code">{line.item}</bdi> · {line.sent}
            </Text>
            <Button size="md" variant="subtle" onClick={() => setLines(lines.filter((one) => one !== line))}>
              {t('supply.field-line-drop')}
            </Button>
          </Group>
        ))}
      </Stack>
      <Card p="md" withBorder>
        <Stack gap="sm">
          <Counter label={t('supply.field-line-no')} value={lineNo} onChange={setLineNo} />
          <Select
            size="lg"
            searchable
            label={t('supply.field-proof-item')}
            value={item}
            onChange={setItem}
            data={store.items.map((one) => ({ value: one.code, label: `${nameIn(one)} · ${one.code}` }))}
            limit={60}
          />
          <Counter label={t('supply.count-sent')} value={sent} onChange={setSent} />
          <Button size="lg" variant="default" disabled={!item || !lineNo || taken} onClick={add}>
            {t('supply.field-line-add')}
          </Button>
        </Stack>
      </Card>
      <Button size="xl" disabled={number.trim().length < 3 || lines.length === 0} onClick={open}>
        {t('supply.field-act-receive')}
      </Button>
    </Step>
  );
}

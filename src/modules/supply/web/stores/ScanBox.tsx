import { useEffect, useRef, useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  ActionIcon,
  Box,
  Button,
  Group,
  IconCamera,
  Modal,
  Paper,
  Scanner,
  Stack,
  Text,
  TextInput,
  useWedge,
} from '#foundation/web/ui/index.ts';
import { getItem, searchItems } from '#kernel/goods/contract/items.ts';
import { getLot } from '#kernel/goods/contract/lots.ts';
import { readScan } from '../../domain/stores/scan.ts';
import { itemByGtin } from '../scan/read.ts';
import type { ItemHit } from '../scan/read.ts';
import type { DraftItem, DraftLine } from './draft.ts';
import { nameOf } from './words.tsx';

type Seen = Partial<Pick<DraftLine, 'lotCode' | 'expiresOn' | 'good' | 'condition'>>;
type Hit = ItemHit;

const itemOf = (row: Omit<Hit, 'status'>): DraftItem => ({
  itemId: row.id,
  code: row.code,
  nameEn: row.nameEn,
  nameTr: row.nameTr,
  nameAr: row.nameAr,
  unit: row.unit,
  tracking: row.tracking,
  packs: row.packs,
});

/** One box for hands and scanners: an item by name or code, our own labels, a maker's GS1 code with its lot and expiry. */
export function ScanBox({
  onItem,
  offersNew,
  focused,
}: {
  onItem: (item: DraftItem, seen: Seen) => void;
  offersNew: boolean;
  focused: number;
}) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { read, unknown, forget } = useScan(onItem);
  const found = useAsk(searchItems, { text: text.trim() || 'x', limit: 8 }, { enabled: text.trim().length > 1, keepPrevious: true });
  const rows = text.trim().length > 1 ? (found.data?.rows ?? []) : [];
  useEffect(() => {
    if (focused > 0) box.current?.focus();
  }, [focused]);
  const take = (row: Hit) => {
    setText('');
    setAt(0);
    onItem(itemOf(row), {});
  };
  const addNew = () => {
    onItem(
      { itemId: newId(), code: '', nameEn: text.trim(), nameTr: null, nameAr: null, unit: 'box', tracking: 'none', packs: [], fresh: true },
      { condition: 'unsorted' },
    );
    setText('');
  };
  const enter = () => {
    if (readScan(text).kind !== 'text') void read(text).then((done) => done && setText(''));
    else if (rows[at]) take(rows[at]);
  };
  const [scanning, setScanning] = useState(false);
  useWedge((scanned) => void read(scanned).then((done) => setText(done ? '' : scanned)), !scanning);
  return (
    <Box pos="relative">
      <Modal opened={scanning} onClose={() => setScanning(false)} title={t('ui.scan-open')}>
        <Scanner
          onCode={async (code) => {
            const done = await read(code.text);
            if (done) setScanning(false);
            return done;
          }}
        />
        {unknown && (
          <Text size="sm" c="person" role="alert" mt="sm">
            {t('supply.scan-unknown')}
          </Text>
        )}
      </Modal>
      <TextInput
        ref={box}
        id="scan"
        size="md"
        rightSection={
          <ActionIcon variant="subtle" size={32} aria-label={t('ui.scan-open')} title={t('ui.scan-open')} onClick={() => setScanning(true)}>
            <IconCamera size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        }
        rightSectionWidth={40}
        label={t('supply.scan')}
        description={t('supply.scan-hint')}
        error={unknown ? t('supply.scan-unknown') : undefined}
        value={text}
        dir="auto"
        autoComplete="off"
        onChange={(event) => {
          forget();
          setAt(0);
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            enter();
          } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setAt((now) => Math.min(Math.max(now + (event.key === 'ArrowDown' ? 1 : -1), 0), Math.max(rows.length - 1, 0)));
          }
        }}
      />
      {(rows.length > 0 || (offersNew && text.trim().length > 2)) && (
        <Paper
          pos="absolute"
          w="100%"
          p={4}
          style={{ zIndex: 20, boxShadow: 'var(--mantine-shadow-md)' }}
          role="listbox"
          aria-label={t('supply.scan')}
        >
          <Stack gap={0}>
            {rows.map((row, index) => (
              <Choice key={row.id} chosen={index === at} onPick={() => take(row)}>
                <bdi>{nameOf(row)}</bdi>
                <Text span size="xs" c="dimmed">
                  <span className="kv-code">{row.code}</span> · {t(`goods.unit-${row.unit}`)}
                </Text>
              </Choice>
            ))}
            {offersNew && text.trim().length > 2 && (
              <Button variant="subtle" size="compact-md" justify="start" onClick={addNew}>
                {t('supply.new-item', { name: text.trim() })}
              </Button>
            )}
          </Stack>
        </Paper>
      )}
    </Box>
  );
}

function Choice({ chosen, onPick, children }: { chosen: boolean; onPick: () => void; children: React.ReactNode }) {
  return (
    <Box
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      px="sm"
      py={6}
      style={{ cursor: 'pointer', borderRadius: 4, background: chosen ? 'var(--mantine-color-default-hover)' : undefined }}
      onMouseDown={(event) => {
        event.preventDefault();
        onPick();
      }}
    >
      <Group justify="space-between" gap="sm" wrap="nowrap">
        {children}
      </Group>
    </Box>
  );
}

/** Asks the server what a code names; says when nobody knows it. */
function useScan(onItem: (item: DraftItem, seen: Seen) => void) {
  const client = useClient();
  const [unknown, setUnknown] = useState(false);
  const item = async (itemId: string, seen: Seen) => {
    const found = await client.ask(getItem, { itemId });
    const packs = found.packs.filter((pack) => pack.supersededAt === null);
    onItem(itemOf({ ...found, packs }), seen);
  };
  const read = async (text: string): Promise<boolean> => {
    const scan = readScan(text);
    try {
      if (scan.kind === 'label' && scan.of === 'item') await item(scan.id, {});
      else if (scan.kind === 'label' && scan.of === 'lot') {
        const lot = await client.ask(getLot, { lotId: scan.id });
        await item(lot.itemId, { lotCode: lot.code, expiresOn: lot.expiresOn ?? '' });
      } else if (scan.kind === 'gs1' && scan.gtin) {
        const hits = await itemByGtin(client, scan.gtin);
        if (!hits) throw new Error('unknown');
        onItem(itemOf(hits), { lotCode: scan.lot ?? '', expiresOn: scan.expiresOn ?? '', ...(scan.count ? { good: scan.count } : {}) });
      } else throw new Error('unknown');
      return true;
    } catch {
      setUnknown(true);
      return false;
    }
  };
  return { read, unknown, forget: () => setUnknown(false) };
}

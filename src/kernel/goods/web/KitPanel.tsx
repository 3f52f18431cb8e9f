import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Group,
  Modal,
  NumberField,
  Paper,
  ProblemNotice,
  RemoveButton,
  RowsField,
  Stack,
  Table,
  Text,
  Textarea,
  Title,
  When,
  tell,
} from '#foundation/web/ui/index.ts';
import { defineKit, getKit } from '../contract/kits.ts';
import { namesOf } from './names.ts';
import { useMeasures } from './words.tsx';

type Kit = z.output<typeof getKit.output>;
type Version = Kit['versions'][number];

/** What a kit holds, its former versions, and the kits that an item goes into. */
export function KitPanel({ itemId, isKit }: { itemId: string; isKit: boolean }) {
  const t = useT();
  const kit = useAsk(getKit, { itemId });
  const [form, setForm] = useState(false);
  if (!kit.data) return null;
  const [current, ...former] = kit.data.versions;
  const may = kit.data.abilities.includes(defineKit.name);
  if (!current && !isKit && kit.data.partOf.length === 0) return null;
  return (
    <Paper p="md">
      {(isKit || current) && (
        <>
          <Group justify="space-between" mb="xs">
            <Title order={2}>{t('goods.kit-holds')}</Title>
            {may && (
              <Button size="xs" variant="default" onClick={() => setForm(true)}>
                {t('command.goods.define-kit')}
              </Button>
            )}
          </Group>
          {current ? (
            <Components kit={current} />
          ) : (
            <Text c="dimmed" size="sm">
              {t('goods.kit-undefined')}
            </Text>
          )}
          {former.length > 0 && <Former current={current!} former={former} />}
        </>
      )}
      {kit.data.partOf.length > 0 && (
        <>
          <Title order={2} mt={isKit || current ? 'md' : 0} mb="xs">
            {t('goods.goes-into')}
          </Title>
          {kit.data.partOf.map((one) => (
            <Text key={one.itemId}>
              <Link to={`/goods/items/${one.itemId}`} className="kv-opens">
                <bdi>{namesOf(one.itemNames)}</bdi>
              </Link>{' '}
              × {one.qty}
            </Text>
          ))}
        </>
      )}
      <Modal opened={form} onClose={() => setForm(false)} title={t('command.goods.define-kit')} size="lg">
        <KitForm
          itemId={itemId}
          {...(current ? { current } : {})}
          onDone={() => {
            setForm(false);
            tell(t('goods.changed'));
            void kit.refetch();
          }}
        />
      </Modal>
    </Paper>
  );
}

/** What kits that were made before hold: the newest first, each with the day until which it held. */
function Former({ current, former }: { current: Version; former: readonly Version[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Stack gap="xs" mt="xs">
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {t('goods.kit-versions', { n: current.version, former: former.length })}
        </Text>
        <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'goods.kit-hide-former' : 'goods.kit-show-former')}
        </Button>
      </Group>
      {current.note && (
        <Text size="sm">
          <bdi>{current.note}</bdi>
        </Text>
      )}
      {open &&
        former.map((kit) => (
          <div key={kit.id}>
            <Text size="sm" fw={600}>
              {t('goods.kit-version-until', { n: kit.version })} {kit.supersededAt && <When at={kit.supersededAt} />}
            </Text>
            {kit.note && (
              <Text size="sm" c="dimmed">
                <bdi>{kit.note}</bdi>
              </Text>
            )}
            <Components kit={kit} />
          </div>
        ))}
    </Stack>
  );
}

function Components({ kit }: { kit: Version }) {
  const t = useT();
  const { quantity, weight } = useMeasures();
  const total = kit.components.reduce((sum, one) => sum + (one.weightG ?? 0) * one.qty, 0);
  return (
    <>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {kit.components.map((one) => (
            <Table.Tr key={one.itemId}>
              <Table.Td>
                <Link to={`/goods/items/${one.itemId}`} className="kv-opens">
                  <bdi>{namesOf(one.itemNames)}</bdi>
                </Link>
              </Table.Td>
              <Table.Td ta="end">{quantity(one.qty, one.unit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('goods.kit-weight', { weight: weight(total) ?? '–' })}
      </Text>
    </>
  );
}

interface Line {
  readonly key: string;
  readonly itemId: string;
  readonly qty: unknown;
}

function KitForm({ itemId, current, onDone }: { itemId: string; current?: Version; onDone: () => void }) {
  const t = useT();
  const [kitId] = useState(() => newId());
  const blank = (): Line => ({ key: newId(), itemId: '', qty: 1 });
  const [lines, setLines] = useState<readonly Line[]>(
    () => current?.components.map((one) => ({ key: newId(), itemId: one.itemId, qty: one.qty })) ?? [blank()],
  );
  const [note, setNote] = useState('');
  const { send, busy, problem } = useSend(defineKit);
  const set = (key: string, change: Partial<Line>) => setLines(lines.map((line) => (line.key === key ? { ...line, ...change } : line)));
  const isReady = lines.length > 0 && lines.every((line) => line.itemId !== '' && typeof line.qty === 'number' && line.qty > 0);
  const submit = async () => {
    const components = lines.map((line) => ({ itemId: line.itemId, qty: line.qty as number }));
    const outcome = await send({ kitId, itemId, seen: current?.version ?? 0, components, ...(note.trim() ? { note: note.trim() } : {}) });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <RowsField addLabel={t('goods.add-component')} onAdd={() => setLines([...lines, blank()])}>
        {lines.map((line) => (
          <Group key={line.key} gap="xs" align="flex-start" wrap="wrap">
            <div style={{ flex: '1 1 220px' }}>
              <RecordPicker
                kind="item"
                id={`component-${line.key}`}
                label={t('column.goods.list-stock.itemNames')}
                value={line.itemId}
                onChange={(id) => set(line.key, { itemId: id ?? '' })}
              />
            </div>
            <div style={{ width: 120 }}>
              <NumberField
                id={`qty-${line.key}`}
                label={t('goods.in-one-kit')}
                value={line.qty as number}
                onChange={(qty) => set(line.key, { qty })}
              />
            </div>
            <RemoveButton label={t('goods.remove')} onClick={() => setLines(lines.filter((one) => one.key !== line.key))} />
          </Group>
        ))}
      </RowsField>
      {current && (
        <Textarea
          label={t('goods.kit-why')}
          description={t('goods.kit-why-hint')}
          dir="auto"
          autosize
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <Group>
        <Button loading={busy} disabled={!isReady} onClick={() => void submit()}>
          {t('command.goods.define-kit')}
        </Button>
      </Group>
    </Stack>
  );
}

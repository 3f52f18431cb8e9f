import { useState } from 'react';
import { useIntl } from 'react-intl';
import { marksOf } from '#foundation/typed-quantity.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  DateField,
  Grid,
  Group,
  Paper,
  QuantityField,
  RemoveButton,
  Select,
  Stack,
  Text,
  TextInput,
} from '#foundation/web/ui/index.ts';
import { typedUnitsOf } from '#kernel/goods/domain/words.ts';
import { packTyped } from '../../domain/stores/typed.ts';
import { differs } from './draft.ts';
import type { DraftLine, Typed } from './draft.ts';
import { nameOf, useQty } from './words.tsx';

export interface LineProps {
  readonly line: DraftLine;
  readonly number: number;
  readonly expects: boolean;
  readonly faulty: boolean;
  readonly onChange: (change: Partial<DraftLine>) => void;
  readonly onRemove: () => void;
  readonly onNext: () => void;
}

/** One item that came off the truck: what was expected, what was counted, what it differs by. */
export function ReceiptLineCard({ line, number, expects, faulty, onChange, onRemove, onNext }: LineProps) {
  const t = useT();
  const intl = useIntl();
  const [more, setMore] = useState(false);
  const units = typedUnitsOf(line.item, t);
  const amount = (
    key: 'expected' | 'good' | 'damaged',
    also: { onTyped?: (text: string) => void; onEnter?: () => void; withAsterisk?: boolean },
  ) => (
    <QuantityField
      id={`${key}-${line.key}`}
      label={t(`column.supply.list-receipt-lines.${key}`)}
      units={units}
      // One line under each field, whether it says something or not: the row stays straight.
      description={'\u00a0'}
      value={line[key]}
      onChange={(value: Typed) => onChange({ [key]: value })}
      {...also}
    />
  );
  const typed = (text: string) => {
    const pack = packTyped(text, units, marksOf(intl.locale));
    const id = pack && line.item.packs.find((one) => one.code === pack.code)?.id;
    onChange({ pack: id ? { packId: id, count: pack.count } : undefined });
  };
  return (
    <Paper p="md" style={faulty ? { borderColor: 'var(--mantine-color-person-6)' } : undefined} withBorder>
      <Grid gap="sm" align="flex-start">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Head line={line} number={number} onRemove={onRemove} />
          {line.item.tracking !== 'none' && <LotFields line={line} set={onChange} faulty={faulty} />}
        </Grid.Col>
        {expects && <Grid.Col span={{ base: 12, xs: 4, md: 2 }}>{amount('expected', {})}</Grid.Col>}
        <Grid.Col span={{ base: 6, xs: 4, md: 2 }}>{amount('good', { onTyped: typed, onEnter: onNext, withAsterisk: true })}</Grid.Col>
        <Grid.Col span={{ base: 6, xs: 4, md: 2 }}>{amount('damaged', { onEnter: onNext })}</Grid.Col>
        <Grid.Col span={{ base: 12, md: 2 }}>
          <Stack gap={4} mt={{ md: 24 }}>
            {expects && <Difference line={line} />}
            {faulty && (
              <Text size="sm" c="person">
                {t('supply.line-not-whole')}
              </Text>
            )}
            <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'start' }} onClick={() => setMore(!more)} aria-expanded={more}>
              {t('supply.line-more')}
            </Button>
          </Stack>
        </Grid.Col>
        {more && <More line={line} set={onChange} />}
      </Grid>
    </Paper>
  );
}

function Head({ line, number, onRemove }: { line: DraftLine; number: number; onRemove: () => void }) {
  const t = useT();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text fw={600}>
          {number}. <bdi>{nameOf(line.item)}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {line.item.fresh ? t('goods.status-provisional') : <span className="kv-code">{line.item.code}</span>}
        </Text>
      </div>
      <RemoveButton label={t('supply.line-remove')} onClick={onRemove} />
    </Group>
  );
}

type Set = (change: Partial<DraftLine>) => void;

function LotFields({ line, set, faulty }: { line: DraftLine; set: Set; faulty: boolean }) {
  const t = useT();
  const missing = faulty && line.lotCode.trim() === '';
  return (
    <Grid gap="xs" mt={4}>
      <Grid.Col span={6}>
        <TextInput
          label={t('column.supply.list-receipt-lines.lotCode')}
          withAsterisk
          dir="ltr"
          value={line.lotCode}
          error={missing ? t('problem.supply.lot-missing') : undefined}
          onChange={(event) => set({ lotCode: event.currentTarget.value })}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <DateField
          label={t('column.supply.list-receipt-lines.expiresOn')}
          value={line.expiresOn}
          onChange={(expiresOn) => set({ expiresOn })}
        />
      </Grid.Col>
    </Grid>
  );
}

/** What is missing or too much, in figures and words. */
function Difference({ line }: { line: DraftLine }) {
  const t = useT();
  const { qty } = useQty();
  const { missing, extra } = differs(line);
  if (typeof line.expected !== 'number') return null;
  if (missing + extra === 0)
    return (
      <Text size="sm" c="settled" fw={600}>
        {t('supply.as-expected')}
      </Text>
    );
  return (
    <Text size="sm" c="person" fw={600}>
      {t(missing > 0 ? 'supply.so-much-missing' : 'supply.so-much-extra', { qty: qty(missing + extra, line.item.unit) })}
    </Text>
  );
}

function More({ line, set }: { line: DraftLine; set: Set }) {
  const t = useT();
  return (
    <>
      <Grid.Col span={{ base: 12, xs: 4 }}>
        <Select
          label={t('column.supply.list-receipt-lines.condition')}
          allowDeselect={false}
          value={line.condition}
          data={(['good', 'quarantine', 'unsorted'] as const).map((value) => ({ value, label: t(`goods.condition-${value}`) }))}
          onChange={(value) => set({ condition: (value ?? 'good') as DraftLine['condition'] })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 4 }}>
        <RecordPicker
          kind="grant"
          label={t('column.supply.list-receipt-lines.grantCode')}
          error={undefined}
          value={line.grantId ?? ''}
          onChange={(grantId) => set({ grantId })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 4 }}>
        <TextInput label={t('field.note')} dir="auto" value={line.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      </Grid.Col>
    </>
  );
}

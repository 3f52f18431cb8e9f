import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, NumberField, Paper, Select, SimpleGrid, Text, TextInput } from '#foundation/web/ui/index.ts';
import { refusalReasons } from '../../contract/transport/shared.ts';
import type { Trip } from './TripPage.tsx';
import { nameIn, useDay, useQty } from './words.tsx';

/** What was said of a line so far. */
export interface Said {
  readonly good?: number | string | undefined;
  readonly damaged?: number | string | undefined;
  readonly refused?: number | string | undefined;
  readonly refusedFor?: (typeof refusalReasons)[number] | undefined;
  readonly ticked?: boolean;
  readonly note?: string;
}
interface Props {
  readonly line: Trip['lines'][number];
  readonly kind: Trip['kind'];
  readonly said: Said;
  readonly onChange: (change: Partial<Said>) => void;
}

const figure = (value: Said['good']) => (typeof value === 'number' ? value : 0);

/** One line of the load, with room for a thumb. */
export function TripLine({ line, kind, said, onChange }: Props) {
  const t = useT();
  const qty = useQty();
  const day = useDay();
  return (
    <Paper p="md" withBorder>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600}>
            <bdi>{nameIn(line.item)}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            <span className="kv-code">{[line.item.code, line.lotCode].filter(Boolean).join(' · ')}</span>
            {line.expiresOn && ` · ${t('supply.expires', { day: day(line.expiresOn) })}`}
          </Text>
        </div>
        <Text fw={600} size="lg" className="kv-number" ta="end">
          {qty(line.sent, line.item.unit)}
        </Text>
      </Group>
      {kind === 'receiver' ? <Count line={line} said={said} onChange={onChange} /> : <Tick said={said} onChange={onChange} />}
      {(kind === 'monitor' ? said.ticked === false : figure(said.good) + figure(said.damaged) + figure(said.refused) > 0) && (
        <TextInput
          mt="sm"
          label={t('field.note')}
          dir="auto"
          value={said.note ?? ''}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      )}
    </Paper>
  );
}

function Count({ line, said, onChange }: Omit<Props, 'kind'>) {
  const t = useT();
  const qty = useQty();
  const touched = typeof said.good === 'number' || typeof said.damaged === 'number' || figure(said.refused) > 0;
  const by = figure(said.good) + figure(said.damaged) + figure(said.refused) - line.sent;
  return (
    <>
      <SimpleGrid cols={3} mt="sm">
        <NumberField label={t('supply.count-good')} value={said.good} onChange={(good) => onChange({ good })} />
        <NumberField label={t('supply.count-damaged')} value={said.damaged} onChange={(damaged) => onChange({ damaged })} />
        <NumberField label={t('supply.count-refused')} value={said.refused} onChange={(refused) => onChange({ refused })} />
      </SimpleGrid>
      {figure(said.refused) > 0 && (
        <Select
          mt="sm"
          label={t('supply.field-why')}
          description={t('supply.refused-stays')}
          required
          value={said.refusedFor ?? null}
          onChange={(why) => onChange({ refusedFor: (why ?? undefined) as Said['refusedFor'] })}
          data={refusalReasons.map((value) => ({ value, label: t(`supply.refusal-${value}`) }))}
        />
      )}
      {!touched && (
        <Button variant="default" size="md" mt="sm" fullWidth onClick={() => onChange({ good: line.sent })}>
          {t('supply.trip-all-good')}
        </Button>
      )}
      {touched && by !== 0 && (
        <Text mt="xs" c="person" fw={600} aria-live="polite">
          {t(by < 0 ? 'supply.so-missing' : 'supply.so-extra', { count: qty(Math.abs(by), line.item.unit) })}
        </Text>
      )}
    </>
  );
}

function Tick({ said, onChange }: Pick<Props, 'said' | 'onChange'>) {
  const t = useT();
  return (
    <Group grow mt="sm">
      {([true, false] as const).map((ticked) => (
        <Button
          key={String(ticked)}
          size="md"
          variant={said.ticked === ticked ? 'filled' : 'default'}
          aria-pressed={said.ticked === ticked}
          onClick={() => onChange({ ticked })}
        >
          {t(ticked ? 'supply.trip-seen' : 'supply.trip-not-seen')}
        </Button>
      ))}
    </Group>
  );
}

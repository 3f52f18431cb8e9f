import { useT } from '#foundation/web/i18n.ts';
import { Button, Counter, Group, Select, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { compareSaid, isReasoned, isSaid } from '../../domain/field/receipt.ts';
import type { LineToCount, Said } from '../../domain/field/receipt.ts';
import { refusalReasons } from '../../contract/transport/shared.ts';
import { useQty } from '../transport/words.tsx';
import { Thing, nameOfLine } from './parts.tsx';

/** What was sent, and that all of it is there. */
function Sent({ sent, unit, onAll }: { sent: number; unit: string | undefined; onAll: ((good: number) => void) | undefined }) {
  const t = useT();
  const qty = useQty();
  return (
    <>
      <Group justify="space-between">
        <Text size="lg">{t('supply.count-sent')}</Text>
        <Text size="xl" fw={700} className="kv-number">
          {qty(sent, unit)}
        </Text>
      </Group>
      {onAll && (
        <Button size="xl" variant="default" onClick={() => onAll(sent)}>
          {t('supply.field-all-good', { count: qty(sent, unit) })}
        </Button>
      )}
    </>
  );
}

/** One line, one screen: sent, good, damaged; what is missing or too much says itself. */
export function LineStep({
  line,
  said,
  onChange,
  nextLabel,
  onNext,
}: {
  line: LineToCount;
  said: Said;
  onChange: (said: Said) => void;
  nextLabel: string;
  onNext: () => void;
}) {
  const t = useT();
  const qty = useQty();
  const unit = line.item?.unit;
  const { missing, extra } = compareSaid(line.sent, said);
  const told = isSaid(said);
  const refused = said.refused ?? 0;
  const off = told && (missing > 0 || extra > 0 || refused > 0 || (said.damaged ?? 0) > 0);
  return (
    <Stack gap="md">
      <Thing name={nameOfLine(line)} code={line.code} lot={line.lotCode} expires={line.expiresOn} />
      {line.sent !== null && <Sent sent={line.sent} unit={unit} onAll={told ? undefined : (good) => onChange({ ...said, good })} />}
      <Counter label={t('supply.count-good')} value={said.good} onChange={(good) => onChange({ ...said, good })} />
      <Counter label={t('supply.count-damaged')} value={said.damaged} onChange={(damaged) => onChange({ ...said, damaged })} />
      <Counter label={t('supply.count-refused')} value={said.refused} onChange={(count) => onChange({ ...said, refused: count })} />
      {refused > 0 && (
        <Select
          size="lg"
          label={t('supply.field-why')}
          description={t('supply.refused-stays')}
          value={said.refusedFor ?? null}
          onChange={(why) => onChange({ ...said, refusedFor: (why ?? undefined) as typeof said.refusedFor })}
          data={refusalReasons.map((value) => ({ value, label: t(`supply.refusal-${value}`) }))}
        />
      )}
      <Text size="lg" fw={600} c={off ? 'person' : 'dimmed'} aria-live="polite">
        {!told
          ? t('supply.field-not-counted')
          : missing > 0
            ? t('supply.so-missing', { count: qty(missing, unit) })
            : extra > 0
              ? t('supply.so-extra', { count: qty(extra, unit) })
              : line.sent === null
                ? ''
                : t('supply.field-fits')}
      </Text>
      {off && (
        <TextInput
          size="lg"
          label={t('field.note')}
          dir="auto"
          value={said.note ?? ''}
          onChange={(event) => onChange({ ...said, note: event.currentTarget.value })}
        />
      )}
      <Button size="xl" onClick={onNext} disabled={!told || !isReasoned(said)}>
        {nextLabel}
      </Button>
      <Button size="lg" variant="subtle" onClick={() => (told ? onChange({}) : onNext())}>
        {t(told ? 'supply.field-stays' : 'supply.field-skip')}
      </Button>
    </Stack>
  );
}

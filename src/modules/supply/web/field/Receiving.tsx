import type { ReactNode } from 'react';
import { Alert, Button, Checkbox, Group, Progress, Stack, Text } from '#foundation/web/ui/index.ts';
import { useT } from '#foundation/web/i18n.ts';
import { compareSaid, isReasoned, isSaid, totalsOf } from '../../domain/field/receipt.ts';
import type { LineToCount, Said } from '../../domain/field/receipt.ts';
import { useQty } from '../transport/words.tsx';
import { emptyReceipt, useDraft } from './draft.ts';
import type { Receipt } from './draft.ts';
import { LineStep } from './LineStep.tsx';
import { LineButton, Step, nameOfLine } from './parts.tsx';
import { SignStep } from './SignStep.tsx';

/** Counts a load line by line, then has it signed; what is not counted stays on the truck. */
export function Receiving({
  id,
  title,
  lines: all,
  step,
  go,
  onKeep,
  waived,
  asksRefused = false,
}: {
  id: string;
  title: string;
  lines: readonly LineToCount[];
  step: string;
  go: (step: string | null) => void;
  onKeep: (receipt: Receipt) => Promise<void>;
  /** Pictures show no agency and no donor. */
  waived: boolean;
  /** The books of this truck are not here: a person says whether it is what had been refused. */
  asksRefused?: boolean;
}) {
  const t = useT();
  const [draft, change, clear] = useDraft<Receipt>(`receipt ${id}`, emptyReceipt);
  // Of what had been refused the paper does not say how much it is.
  const lines = asksRefused && draft.ofRefused ? all.map((line) => ({ ...line, sent: null })) : all;
  const at = step.split(':')[1];
  if (at === 'sign') {
    const keep = async () => {
      await onKeep(draft);
      clear();
    };
    return (
      <Step title={t('supply.field-sign')} onBack={() => go('receive')}>
        <SignStep draft={draft} onChange={change} totals={totalsOf(lines, draft.said)} waived={waived} onKeep={keep} />
      </Step>
    );
  }
  const index = at === undefined ? -1 : lines.findIndex((line) => line.key === at);
  const line = lines[index];
  if (line) {
    const next =
      lines.find((other, n) => n > index && !isSaid(draft.said[other.key])) ??
      lines.find((other) => other.key !== line.key && !isSaid(draft.said[other.key]));
    return (
      <Step title={t('supply.field-line-of', { at: index + 1, of: lines.length })} onBack={() => go('receive')}>
        <LineStep
          line={line}
          said={draft.said[line.key] ?? {}}
          onChange={(said) => change({ said: { ...draft.said, [line.key]: said } })}
          nextLabel={t(next ? 'supply.field-next-line' : 'supply.field-to-signing')}
          onNext={() => go(next ? `receive:${next.key}` : 'receive:sign')}
        />
      </Step>
    );
  }
  return (
    <Overview title={title} lines={lines} said={draft.said} onChange={change} go={go}>
      {asksRefused && (
        <Checkbox
          size="lg"
          label={t('supply.of-refused')}
          description={t('supply.of-refused-hint')}
          checked={draft.ofRefused}
          onChange={(event) => change({ ofRefused: event.currentTarget.checked })}
        />
      )}
    </Overview>
  );
}

function Overview({
  title,
  lines,
  said,
  onChange,
  go,
  children,
}: {
  title: string;
  lines: readonly LineToCount[];
  said: Receipt['said'];
  onChange: (change: Partial<Receipt>) => void;
  go: (step: string | null) => void;
  children: ReactNode;
}) {
  const t = useT();
  const totals = totalsOf(lines, said);
  const done = totals.told.length;
  const unreasoned = lines.some((line) => !isReasoned(said[line.key]));
  const known = lines.every((line) => line.sent !== null);
  const allGood = () => onChange({ said: Object.fromEntries(lines.map((line) => [line.key, said[line.key] ?? { good: line.sent! }])) });
  return (
    <Step title={title} onBack={() => go(null)}>
      <Progress
        value={lines.length === 0 ? 0 : (done / lines.length) * 100}
        color={totals.untold === 0 ? 'settled' : 'lake'}
        aria-label={t('supply.field-counted-lines', { done, all: lines.length })}
      />
      <Text>{t('supply.field-counted-lines', { done, all: lines.length })}</Text>
      <Stack gap="xs">
        {lines.map((line) => (
          <LineRow key={line.key} line={line} said={said[line.key]} onOpen={() => go(`receive:${line.key}`)} />
        ))}
      </Stack>
      {children}
      {done === 0 && lines.length > 0 && known && (
        <Button size="xl" variant="default" onClick={allGood}>
          {t('supply.all-there')}
        </Button>
      )}
      {done > 0 && totals.untold > 0 && <Alert color="waiting">{t('supply.field-rest-stays', { count: totals.untold })}</Alert>}
      <Button size="xl" disabled={done === 0 || unreasoned} onClick={() => go('receive:sign')}>
        {t('supply.field-to-signing')}
      </Button>
    </Step>
  );
}

function LineRow({ line, said, onOpen }: { line: LineToCount; said: Said | undefined; onOpen: () => void }) {
  const t = useT();
  const qty = useQty();
  const { missing, extra } = said ? compareSaid(line.sent, said) : { missing: 0, extra: 0 };
  const refused = said?.refused ?? 0;
  const off = isSaid(said) && (missing > 0 || extra > 0 || refused > 0 || (said?.damaged ?? 0) > 0);
  return (
    <LineButton onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600} size="lg">
            <bdi>{nameOfLine(line)}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            <bdi className="kv-code">{[line.code, line.lotCode].filter(Boolean).join(' · ')}</bdi>
          </Text>
        </div>
        <Text className="kv-number" fw={600} style={{ whiteSpace: 'nowrap' }}>
          {[
            isSaid(said) && qty((said?.good ?? 0) + (said?.damaged ?? 0)),
            line.sent !== null && qty(line.sent, isSaid(said) ? undefined : line.item?.unit),
          ]
            .filter(Boolean)
            .join(' / ')}
        </Text>
      </Group>
      {off && (
        <Text size="sm" c="person" fw={600}>
          {[
            (said?.damaged ?? 0) > 0 && t('supply.field-damaged-of', { count: qty(said!.damaged!) }),
            refused > 0 && t('supply.so-refused', { count: qty(refused, line.item?.unit) }),
            missing > 0 && t('supply.so-missing', { count: qty(missing, line.item?.unit) }),
            extra > 0 && t('supply.so-extra', { count: qty(extra, line.item?.unit) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
    </LineButton>
  );
}

import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Progress, Status, Text, onward } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';

/** Names by language. */
export interface Names {
  readonly en?: string | undefined;
  readonly tr?: string | null | undefined;
  readonly ar?: string | null | undefined;
}

/** The name in the reader's language, else English. */
export function nameIn(names: Names | Readonly<Record<string, string>> | null): string {
  if (!names) return '';
  const all = names as Readonly<Record<string, string | null | undefined>>;
  return all[document.documentElement.lang] ?? all['en'] ?? '';
}

/** A day as people write it. */
export function useDay(): (day: string | null) => string {
  const intl = useIntl();
  return (day) => (day ? intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : '');
}

/** A quantity with its unit's short word. */
export function useQty(): (qty: number, unit?: string) => string {
  const intl = useIntl();
  const t = useT();
  return (qty, unit) => (unit ? `${intl.formatNumber(qty)} ${t(`goods.units-${unit}`, { n: qty })}` : intl.formatNumber(qty));
}

const legTones: Readonly<Record<string, StatusTone>> = {
  planned: 'waiting',
  loaded: 'waiting',
  departed: 'waiting',
  'at-crossing': 'waiting',
  crossed: 'waiting',
  arrived: 'waiting',
  'turned-back': 'person',
  emptied: 'settled',
  received: 'settled',
  returned: 'stopped',
  'part-delivered': 'settled',
  cancelled: 'stopped',
};
export function LegStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={legTones[state] ?? 'stopped'}>{t(`supply.leg-${state}`)}</Status>;
}

const shipmentTones: Readonly<Record<string, StatusTone>> = {
  planned: 'waiting',
  loading: 'waiting',
  moving: 'waiting',
  received: 'settled',
  returned: 'stopped',
  cancelled: 'stopped',
};
export function ShipmentStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={shipmentTones[state] ?? 'stopped'}>{t(`supply.shipment-${state}`)}</Status>;
}

const answerTones: Readonly<Record<string, StatusTone>> = {
  none: 'person',
  waiting: 'waiting',
  accepted: 'settled',
  partly: 'person',
  refused: 'stopped',
};
/** Nothing is on its way any more, whether it arrived or came back. */
export const isEnded = ({ state }: { state: string }): boolean => state === 'received' || state === 'returned';

/** What the border says of a load. */
export function AnswerStatus({ answer }: { answer: string }) {
  const t = useT();
  return <Status tone={answerTones[answer] ?? 'waiting'}>{t(`supply.answer-${answer}`)}</Status>;
}

export function DiscrepancyStatus({ state, overdue }: { state: string; overdue?: boolean }) {
  const t = useT();
  if (overdue) return <Status tone="person">{t('supply.discrepancy-overdue')}</Status>;
  return <Status tone={state === 'closed' ? 'settled' : 'waiting'}>{t(`supply.discrepancy-${state}`)}</Status>;
}

/** How full a truck is: what is on it against what it may carry. */
export function Fill({ label, used, most, unit }: { label: string; used: number; most: number; unit: string }) {
  const qty = useQty();
  const part = most > 0 ? (used / most) * 100 : 0;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}: <bdi className="kv-number">{`${qty(used)} / ${qty(most)} ${unit}`}</bdi>
      </Text>
      <Progress value={Math.min(100, part)} color={part > 100 ? 'person' : 'lake'} size="sm" aria-label={label} />
    </div>
  );
}

/** From here to there; the arrow points the way the page is read. */
export function Way({ from, to }: { from: Names; to: Names }) {
  return (
    <>
      <bdi>{nameIn(from)}</bdi> {onward()} <bdi>{nameIn(to)}</bdi>
    </>
  );
}

import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Status } from '#foundation/web/ui/index.ts';
import { packWords, quantityWords, volumeWords, weightWords } from '../domain/words.ts';
import type { Packed } from '../domain/words.ts';

/** An item's state in the catalogue. */
export function ItemStatus({ status }: { status: 'active' | 'provisional' | 'retired' }) {
  const t = useT();
  const tone = status === 'active' ? 'settled' : status === 'provisional' ? 'waiting' : 'stopped';
  return <Status tone={tone}>{t(`goods.status-${status}`)}</Status>;
}

export function PlaceStatus({ status }: { status: 'open' | 'closed' }) {
  const t = useT();
  return <Status tone={status === 'open' ? 'settled' : 'stopped'}>{t(`goods.place-status-${status}`)}</Status>;
}

/** A day as people write it, with the year. */
export function useDay(): (day: string | null) => string | null {
  const intl = useIntl();
  return (day) => (day ? intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : null);
}

/** Quantities, weights and volumes in the reader's words and figures. */
export function useMeasures() {
  const t = useT();
  const intl = useIntl();
  const figures = (value: number, digits = 0) => intl.formatNumber(value, { maximumFractionDigits: digits });
  return {
    figures,
    quantity: (qty: number, unit: string) => quantityWords(qty, unit, t, figures),
    packs: (qty: number, packs: readonly Packed[]) => packWords(qty, packs, t, figures),
    weight: (grams: number | null) => (grams === null ? null : weightWords(grams, figures, t)),
    volume: (cm3: number | null) => (cm3 === null ? null : volumeWords(cm3, figures, t)),
  };
}

const conditionTones = {
  good: 'settled',
  damaged: 'person',
  quarantine: 'waiting',
  recalled: 'person',
  expired: 'stopped',
  unsorted: 'waiting',
  returned: 'waiting',
} as const;
/** In what state goods lie. */
export function ConditionMark({ condition }: { condition: keyof typeof conditionTones }) {
  const t = useT();
  return <Status tone={conditionTones[condition]}>{t(`goods.condition-${condition}`)}</Status>;
}

/** A document's kind in words; one that takes another back says so. A kind without words shows its own. */
export function useDocumentWords(): (kind: string) => string {
  const intl = useIntl();
  const t = useT();
  const plain = (kind: string) => (intl.messages[`goods.document-${kind}`] ? t(`goods.document-${kind}`) : kind.replaceAll('-', ' '));
  return (kind) => (kind.endsWith('-reversal') ? t('goods.taken-back', { kind: plain(kind.slice(0, -'-reversal'.length)) }) : plain(kind));
}

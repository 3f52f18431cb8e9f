import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { Status } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { packWords, quantityWords } from '#kernel/goods/domain/words.ts';
import type { Packed } from '#kernel/goods/domain/words.ts';

export interface Named {
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
}
/** The name in the reader's language, else English. */
export function nameOf(named: Named, language: Language = document.documentElement.lang as Language): string {
  return (language === 'ar' ? named.nameAr : language === 'tr' ? named.nameTr : null) ?? named.nameEn;
}

/** A day as people write it, with the year. */
export function useDay(): (day: string | null) => string | null {
  const intl = useIntl();
  return (day) => (day ? intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : null);
}

/** Why a document was written: in somebody's words, or the day on which its lots expired. */
export function useReason(): (reason: string | null) => string | null {
  const day = useDay();
  return (reason) => (reason && /^\d{4}-\d{2}-\d{2}$/.test(reason) ? day(reason) : reason);
}

/** Quantities in the reader's figures and words. */
export function useQty() {
  const t = useT();
  const intl = useIntl();
  const figures = (value: number) => intl.formatNumber(value);
  return {
    figures,
    qty: (value: number, unit: string) => quantityWords(value, unit, t, figures),
    packs: (value: number, packs: readonly Packed[]) => packWords(value, packs, t, figures),
  };
}

const tones: Readonly<Record<string, StatusTone>> = {
  asked: 'person',
  posted: 'settled',
  declined: 'stopped',
  reversed: 'stopped',
  counting: 'waiting',
  approved: 'settled',
  dropped: 'stopped',
  open: 'waiting',
  'paid-back': 'settled',
};
export function StateOf({ of, state }: { of: 'receipt' | 'document' | 'count' | 'loan'; state: string }) {
  const t = useT();
  return <Status tone={tones[state] ?? 'waiting'}>{t(`supply.${of}-state-${state}`)}</Status>;
}

const conditionTones: Readonly<Record<string, StatusTone>> = {
  good: 'settled',
  quarantine: 'waiting',
  unsorted: 'waiting',
  returned: 'waiting',
  damaged: 'person',
  recalled: 'stopped',
  expired: 'stopped',
};
export function ConditionOf({ condition }: { condition: string }) {
  const t = useT();
  return <Status tone={conditionTones[condition] ?? 'waiting'}>{t(`goods.condition-${condition}`)}</Status>;
}

/** Whose goods, in words; an organisation by its name. */
export function useOwner(): (owner: string, name?: string | null) => string {
  const t = useT();
  return (owner, name) => (['own', 'government', 'unknown'].includes(owner) ? t(`goods.owner-${owner}`) : (name ?? owner));
}

/** An item with its lot, as rows show it: the name first, the codes small beneath. */
export function Thing({ row }: { row: Named & { itemCode: string; lotCode: string | null; expiresOn: string | null } }) {
  const day = useDay();
  return (
    <div style={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>
      <bdi>{nameOf(row)}</bdi>
      <span style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>
        <span className="kv-code">{[row.itemCode, row.lotCode].filter(Boolean).join(' · ')}</span>
        {row.expiresOn && <bdi> · {day(row.expiresOn)}</bdi>}
      </span>
    </div>
  );
}

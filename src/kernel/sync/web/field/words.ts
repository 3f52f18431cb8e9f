import { useIntl } from 'react-intl';
import { gapsOf } from '#foundation/web/gaps.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { RecordState } from '#foundation/web/field.ts';
import type { FieldTone } from '#foundation/web/ui/field/index.ts';

export const tones: Readonly<Record<RecordState, FieldTone>> = {
  kept: 'waiting',
  sent: 'waiting',
  applied: 'settled',
  refused: 'person',
  waits: 'stopped',
};

/** Why a record was refused or waits, in the words of its room; a reason that this version does not know shows its code. */
export function useReason(): (why: { readonly type: string; readonly figures?: Readonly<Record<string, unknown>> }) => string {
  const intl = useIntl();
  const t = useT();
  return ({ type, figures = {} }) => {
    const key = [`sync.field-why.${type}`, `sync.why.${type}`, `problem.${type}`].find((one) => one in intl.messages);
    return key
      ? t(key, { ...gapsOf(intl.messages[key]), ...(figures as Record<string, string>) })
      : t('sync.field-why-unknown', { code: type });
  };
}

/** A moment as seen from the phone's now: how long ago within a day, else its date. */
export function useAgo(): (at: string, now: Date) => string {
  const intl = useIntl();
  return (at, now) => {
    const minutes = Math.round((Date.parse(at) - now.getTime()) / 60_000);
    if (Math.abs(minutes) < 60) return intl.formatRelativeTime(minutes, 'minute', { numeric: 'auto' });
    if (Math.abs(minutes) < 24 * 60) return intl.formatRelativeTime(Math.trunc(minutes / 60), 'hour', { numeric: 'auto' });
    return intl.formatDate(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  };
}

/** Bytes as people say them. */
export function useBytes(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const said = (value: number, unit: string) => intl.formatNumber(value, { style: 'unit', unit, maximumFractionDigits: 1 });
    if (bytes >= 1_000_000_000) return said(bytes / 1_000_000_000, 'gigabyte');
    if (bytes >= 1_000_000) return said(bytes / 1_000_000, 'megabyte');
    return said(Math.ceil(bytes / 1_000), 'kilobyte');
  };
}

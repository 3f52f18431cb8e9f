import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Status } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { digitsOf, majorOf } from './amounts.ts';

const tones: Readonly<Record<string, StatusTone>> = {
  active: 'settled',
  suspended: 'person',
  closed: 'stopped',
  merged: 'stopped',
  planned: 'waiting',
  open: 'settled',
};
export function StatusOf({ status }: { status: string }) {
  const t = useT();
  return <Status tone={tones[status] ?? 'stopped'}>{t(`orgs.status-${status}`)}</Status>;
}

const screeningTones: Readonly<Record<string, StatusTone>> = { clear: 'settled', open: 'waiting', blocked: 'person', never: 'stopped' };
export function ScreeningStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={screeningTones[state] ?? 'stopped'}>{t(`orgs.screening-${state}`)}</Status>;
}

const hitTones: Readonly<Record<string, StatusTone>> = {
  open: 'person',
  'more-information': 'waiting',
  'not-same': 'settled',
  same: 'stopped',
};
export function HitStatus({ state }: { state: string }) {
  const t = useT();
  return <Status tone={hitTones[state] ?? 'stopped'}>{t(`orgs.hit-${state}`)}</Status>;
}

/** A day as people write it, with the year. */
export function useDay(): (day: string | null) => string | null {
  const intl = useIntl();
  return (day) => (day ? intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : null);
}

/** An amount with its currency; whole amounts without a fraction. */
export function useMoney(): (amount: { minor: string; currency: string }) => string {
  const intl = useIntl();
  return ({ minor, currency }) => {
    const major = majorOf(minor, currency);
    const digits = Number.isInteger(major) ? 0 : digitsOf(currency);
    const shape = {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return intl.formatNumber(major, shape);
  };
}

import { useIntl } from 'react-intl';
import type { IntlShape } from 'react-intl';
import { useT } from './i18n.ts';

const aDay = /^\d{4}-\d{2}-\d{2}$/;
const anInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const asDay = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** Figures of a problem as people write them: days and moments in words, lists with commas. Numbers stay for the message. */
export function figuresSaid(intl: Pick<IntlShape, 'formatDate'>, figures: object = {}): Record<string, string | number> {
  const said = (value: unknown): string | number => {
    if (typeof value === 'number') return value;
    if (Array.isArray(value)) return value.map(said).join(', ');
    const text = String(value);
    if (aDay.test(text)) return intl.formatDate(`${text}T12:00:00Z`, { ...asDay, timeZone: 'UTC' });
    return anInstant.test(text) ? intl.formatDate(text, { ...asDay, hour: '2-digit', minute: '2-digit' }) : text;
  };
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, said(value ?? '')]));
}

/** What a problem says, with its figures. */
export function useProblemWords(): (type: string, figures?: object) => string {
  const t = useT();
  const intl = useIntl();
  return (type, figures) => t(`problem.${type}`, figuresSaid(intl, figures));
}

import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Group, Status } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import type { EventState, Oddity } from '../contract/shared.ts';

/** A record's name in the reader's language, else in English. */
export function nameIn(names: Readonly<Record<string, string>>): string {
  return names[document.documentElement.lang] ?? names['en'] ?? '';
}

const tones: Readonly<Record<EventState, StatusTone>> = {
  planned: 'waiting',
  stock_reserved: 'waiting',
  open: 'settled',
  stopped: 'person',
  counting: 'waiting',
  reconciled: 'settled',
  closed: 'stopped',
  cancelled: 'stopped',
};
export function EventStatus({ state }: { state: EventState }) {
  const t = useT();
  return <Status tone={tones[state]}>{t(`assistance.state-${state}`)}</Status>;
}

/** What did not fit about a hand-over, each in a word; giving less than was due is nobody's to settle. */
export function Oddities({ of }: { of: readonly Oddity[] }) {
  const t = useT();
  return (
    <Group gap={4}>
      {of.map((oddity) => (
        <Status key={oddity} tone={oddity === 'less-than-due' ? 'waiting' : 'person'}>
          {t(`assistance.oddity-${oddity}`)}
        </Status>
      ))}
    </Group>
  );
}

/** A day and a moment as people write them; quantities with their unit's word. */
export function useWords() {
  const intl = useIntl();
  const t = useT();
  const figure = (value: number) => intl.formatNumber(value);
  return {
    figure,
    qty: (value: number, unit: string) => `${figure(value)} ${t(`goods.units-${unit}`, { n: value })}`,
    day: (day: string) => intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
    moment: (at: string) => intl.formatDate(at, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    percent: (part: number) => intl.formatNumber(part, { style: 'percent', maximumFractionDigits: 0 }),
  };
}

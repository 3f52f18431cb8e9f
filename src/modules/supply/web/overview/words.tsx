import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';

/** A name in the reader's language, else English. */
export const nameIn = (names: Readonly<Record<string, string>>): string => names[document.documentElement.lang] ?? names['en'] ?? '';

/** Figures in the reader's digits, and what they count. */
export function useFigures() {
  const t = useT();
  const intl = useIntl();
  const figure = (value: number) => intl.formatNumber(value);
  return {
    figure,
    money: (value: number, currency: string) => intl.formatNumber(value, { style: 'currency', currency }),
    unit: (unit: string) => t(`goods.unit-${unit}`),
    day: (day: string | null) =>
      day ? intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : null,
  };
}

/** A number that opens what it is made of; nothing is a quiet dash. */
export function Opens({ value, label, onOpen }: { value: string | null; label: string; onOpen: () => void }) {
  if (value === null) return <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span>;
  return (
    <button
      type="button"
      className="kv-opens kv-number"
      aria-label={`${label}: ${value}`}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      {value}
    </button>
  );
}

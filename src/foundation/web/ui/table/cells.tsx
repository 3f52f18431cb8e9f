import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { ColumnDef } from '#foundation/query.ts';
import { useT } from '#foundation/web/i18n.ts';

/** A cell by its column's type, where the page shows nothing of its own. */
export function CellValue({ column, value }: { column: ColumnDef; value: unknown }): ReactNode {
  const t = useT();
  const intl = useIntl();
  if (isEmpty(value)) return '';
  if (column.words && column.type !== 'list') return t(`${column.words}${plain(value)}`);
  switch (column.type) {
    case 'number':
      return intl.formatNumber(value as number, { maximumFractionDigits: 4 });
    case 'date':
      return intl.formatDate(`${value as string}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    case 'instant':
      return intl.formatDate(value as string, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
    case 'boolean':
      return value ? t('ui.yes') : t('ui.no');
    case 'list':
      return (value as unknown[]).map((one) => (column.words ? t(`${column.words}${plain(one)}`) : plain(one))).join(', ');
    case 'code':
      return <span className="kv-code">{plain(value)}</span>;
    case 'names':
      return <bdi>{nameIn(value)}</bdi>;
    case 'text':
      return <bdi>{plain(value)}</bdi>;
  }
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** A name in the reader's language, else in English. */
function nameIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  const names = value as Record<string, string | null>;
  return names[document.documentElement.lang] ?? names['en'] ?? '';
}

/** Text, number or flag as it stands; anything else as JSON. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

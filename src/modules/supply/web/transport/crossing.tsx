import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Select } from '#foundation/web/ui/index.ts';
import { listCrossings } from '#kernel/places/contract/crossings.ts';
import { statusOn } from '#kernel/places/domain/crossings.ts';

const nameOf = (row: { nameEn: string; nameTr: string; nameAr: string }) =>
  document.documentElement.lang === 'ar' ? row.nameAr : document.documentElement.lang === 'tr' ? row.nameTr : row.nameEn;

/** Picks a crossing; each says how it stands on the day, or today while no day is chosen. */
export function CrossingField({
  id,
  label,
  error,
  value,
  day,
  onChange,
}: {
  id?: string;
  label: string;
  error?: string | undefined;
  value: unknown;
  day?: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const t = useT();
  const rows = useAsk(listCrossings, {}).data?.rows ?? [];
  return (
    <Select
      {...(id ? { id } : {})}
      label={label}
      error={error}
      clearable
      searchable
      data={rows.map((row) => ({
        value: row.id,
        label: `${nameOf(row)} · ${t(`supply.gate-${day ? statusOn(row.days, day).status : row.today.status}`)}`,
      }))}
      value={typeof value === 'string' && value !== '' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

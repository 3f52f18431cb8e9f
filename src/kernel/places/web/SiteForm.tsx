import type { CommandDef, Outcome } from '#foundation/command.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { CommandForm } from '#foundation/web/ui/index.ts';
import { listSiteTypes } from '../contract/sites.ts';
import { AreaPicker } from './AreaPicker.tsx';
import { namesOf } from './names.ts';

interface Known {
  readonly code: string;
  readonly type: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly area: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: string;
  /** Whether the point that is shown is the site's own. */
  readonly exact: boolean;
  readonly sensitivity: string;
  readonly openedOn: string | null;
  readonly note: string | null;
  readonly custodianId: string | null;
  readonly responseId: string | null;
}

/** What can be said of a site, for opening one and for changing it. */
export function SiteForm({
  def,
  site,
  fixed,
  suggested = {},
  onValues,
  onDone,
}: {
  def: CommandDef;
  site?: Known;
  fixed: Record<string, unknown>;
  /** What a new site starts with; people may change it. */
  suggested?: Record<string, unknown>;
  onValues?: (values: Readonly<Record<string, unknown>>) => void;
  onDone: (outcome: Outcome) => void;
}) {
  const t = useT();
  const types = useAsk(listSiteTypes, {}).data?.rows ?? [];
  const choice = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`places.${key}-${value}`) }));
  const fields: FieldSpec[] = [
    {
      name: 'type',
      kind: 'choice',
      label: t('column.places.list-sites.type'),
      required: true,
      choices: types.map((row) => ({ value: row.code, label: namesOf(row.names) })),
    },
    { name: 'code', kind: 'text', label: t('column.places.list-sites.code'), hint: t('places.code-hint'), required: true },
    { name: 'nameEn', kind: 'text', label: t('column.places.list-sites.nameEn'), required: true },
    { name: 'nameTr', kind: 'text', label: t('column.places.list-sites.nameTr') },
    { name: 'nameAr', kind: 'text', label: t('column.places.list-sites.nameAr') },
    {
      name: 'area',
      kind: 'own',
      label: t('places.area'),
      required: true,
      render: (field) => (
        <AreaPicker
          id={field.id}
          label={field.label}
          error={field.error}
          value={typeof field.value === 'string' ? field.value : ''}
          onChange={field.onChange}
        />
      ),
    },
    {
      name: 'lat',
      kind: 'number',
      label: t('column.places.list-sites.lat'),
      ...(site?.exact === false ? { hint: t('places.point-kept') } : {}),
    },
    { name: 'lon', kind: 'number', label: t('column.places.list-sites.lon') },
    {
      name: 'precision',
      kind: 'choice',
      label: t('column.places.list-sites.precision'),
      choices: choice('precision', ['surveyed', 'approximate']),
    },
    {
      name: 'sensitivity',
      kind: 'choice',
      label: t('column.places.list-sites.sensitivity'),
      choices: choice('sensitivity', ['open', 'restricted', 'sensitive']),
    },
    ...(['custodianId', 'responseId'] as const)
      .filter((name) => !(name in fixed))
      .map((name): FieldSpec => ({
        name,
        kind: 'own',
        label: t(`places.field-${name}`),
        render: (field) => (
          <RecordPicker
            kind={name === 'custodianId' ? 'org' : 'response'}
            id={field.id}
            label={field.label}
            error={field.error}
            value={typeof field.value === 'string' ? field.value : ''}
            onChange={(id) => field.onChange(id)}
          />
        ),
      })),
    { name: 'openedOn', kind: 'date', label: t('column.places.list-sites.openedOn') },
    { name: 'note', kind: 'long', label: t('field.note') },
  ];
  const exact = site !== undefined && site.exact && site.precision !== 'area';
  const initial = site
    ? { ...site, lat: exact ? site.lat : undefined, lon: exact ? site.lon : undefined, precision: exact ? site.precision : undefined }
    : suggested;
  return (
    <CommandForm
      def={def}
      fields={fields}
      initial={Object.fromEntries(fields.map((field) => [field.name, (initial as Record<string, unknown>)[field.name] ?? '']))}
      fixed={fixed}
      {...(onValues ? { onValues } : {})}
      onDone={onDone}
    />
  );
}

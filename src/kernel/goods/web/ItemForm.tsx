import type { CommandDef, Outcome } from '#foundation/command.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { listFamilies } from '../contract/items.ts';
import { storageClasses, trackings, units } from '../contract/shared.ts';
import { CodesField } from './CodesField.tsx';
import { PacksField } from './PacksField.tsx';
import { PictureField } from './Picture.tsx';
import { nameOf } from './names.ts';

const order = [
  'nameEn',
  'nameTr',
  'nameAr',
  'code',
  'family',
  'unit',
  'tracking',
  'packs',
  'weightG',
  'volumeCm3',
  'shelfLifeDays',
  'storageClass',
  'hazardous',
  'unNumber',
  'hsCode',
  'gtipCode',
  'origin',
  'codes',
  'specification',
  'pictureId',
] as const;

/** What can be said of an item. Packs are entered with a new one; later they have their own forms, because documents use them. */
export function ItemForm({
  def,
  initial,
  fixed,
  withPacks = false,
  booked = false,
  onDone,
}: {
  def: CommandDef;
  initial: Readonly<Record<string, unknown>>;
  fixed: Readonly<Record<string, unknown>>;
  withPacks?: boolean;
  /** Something of it was booked: unit and tracking stand. */
  booked?: boolean;
  onDone: (outcome: Outcome) => void;
}) {
  const t = useT();
  const fields = useFields();
  const shown = order.filter((name) => (name !== 'packs' || withPacks) && !(booked && (name === 'unit' || name === 'tracking')));
  const kept = booked ? { unit: initial['unit'], tracking: initial['tracking'] } : {};
  return (
    <CommandForm
      def={def}
      fixed={{ ...kept, ...fixed }}
      initial={Object.fromEntries(shown.map((name) => [name, initial[name] ?? '']))}
      submitLabel={t('goods.save')}
      onDone={onDone}
      fields={shown.map((name) => fields[name])}
    />
  );
}

function useFields(): Record<(typeof order)[number], FieldSpec> {
  const t = useT();
  const families = useAsk(listFamilies, {}).data?.rows ?? [];
  const text = (name: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
    name,
    kind: 'text',
    label: t(`goods.field-${name}`),
    ...more,
  });
  const choice = (name: string, values: readonly string[], words: string): FieldSpec =>
    text(name, { kind: 'choice', required: true, choices: values.map((value) => ({ value, label: t(`${words}${value}`) })) });
  return {
    nameEn: text('nameEn', { required: true }),
    nameTr: text('nameTr'),
    nameAr: text('nameAr'),
    code: text('code', { required: true, hint: t('goods.hint-code') }),
    family: text('family', {
      kind: 'choice',
      required: true,
      choices: families.map((row) => ({ value: row.code, label: `${'\u2003'.repeat(row.depth)}${nameOf(row)}` })),
    }),
    unit: { ...choice('unit', units, 'goods.unit-'), hint: t('goods.hint-unit') },
    tracking: { ...choice('tracking', trackings, 'goods.tracking-'), hint: t('goods.hint-tracking') },
    packs: text('packs', { kind: 'own', render: (field) => <PacksField {...field} /> }),
    weightG: text('weightG', { kind: 'number', unit: 'g', hint: t('goods.hint-weightG') }),
    volumeCm3: text('volumeCm3', { kind: 'number', unit: 'cm³', hint: t('goods.hint-volumeCm3') }),
    shelfLifeDays: text('shelfLifeDays', { kind: 'number', unit: t('goods.days') }),
    storageClass: choice('storageClass', storageClasses, 'goods.storage-'),
    hazardous: text('hazardous', { kind: 'check' }),
    unNumber: text('unNumber', { hint: t('goods.hint-unNumber') }),
    hsCode: text('hsCode', { hint: t('goods.hint-hsCode') }),
    gtipCode: text('gtipCode', { hint: t('goods.hint-gtipCode') }),
    origin: text('origin', { hint: t('goods.hint-origin') }),
    codes: text('codes', { kind: 'own', render: (field) => <CodesField {...field} /> }),
    specification: text('specification', { kind: 'long' }),
    pictureId: text('pictureId', { kind: 'own', render: (field) => <PictureField {...field} /> }),
  };
}

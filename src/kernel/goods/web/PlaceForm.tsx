import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { placeKinds, storageClasses } from '../contract/shared.ts';
import type { PlaceKind } from '../contract/shared.ts';
import { changePlace, openPlace } from '../contract/stock-places.ts';
import { CustodianPicker } from './CustodianPicker.tsx';
import { mayHold, rootKinds } from '../domain/stock-places.ts';

interface Parent {
  readonly id: string;
  readonly kind: PlaceKind;
}

/** Opens a place: within another one when `parent` is given, else one that stands by itself at a site. */
export function PlaceForm({ parent, onDone }: { parent?: Parent; onDone: (placeId: string) => void }) {
  const t = useT();
  const [placeId] = useState(() => newId());
  const fields = usePlaceFields();
  const kinds = placeKinds.filter((kind) => (parent ? mayHold(parent.kind, kind) : rootKinds.includes(kind) && kind !== 'truck'));
  const kind: FieldSpec = {
    name: 'kind',
    kind: 'choice',
    label: t('goods.field-kind'),
    required: true,
    choices: kinds.map((value) => ({ value, label: t(`goods.place-${value}`) })),
  };
  return (
    <CommandForm
      def={openPlace}
      fixed={{ placeId, ...(parent ? { parentId: parent.id } : {}) }}
      initial={{ kind: kinds.length === 1 ? kinds[0] : parent ? 'bin' : 'warehouse', storageClass: 'ambient' }}
      onDone={() => onDone(placeId)}
      fields={[
        kind,
        fields.code,
        fields.nameEn,
        fields.nameTr,
        fields.nameAr,
        ...(parent ? [] : [fields.siteId]),
        fields.orgId,
        fields.custodianUserId,
        fields.storageClass,
        fields.note,
      ]}
    />
  );
}

interface Known {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly orgId: string | null;
  readonly custodianUserId: string | null;
  readonly storageClass: string;
  readonly note: string | null;
}

/** Changes what is said of a place. */
export function ChangePlaceForm({ place, onDone }: { place: Known; onDone: () => void }) {
  const t = useT();
  const fields = usePlaceFields();
  const names = ['code', 'nameEn', 'nameTr', 'nameAr', 'orgId', 'custodianUserId', 'storageClass', 'note'] as const;
  return (
    <CommandForm
      def={changePlace}
      fixed={{ placeId: place.id, version: place.version }}
      initial={Object.fromEntries(names.map((name) => [name, place[name] ?? '']))}
      submitLabel={t('goods.save')}
      onDone={onDone}
      fields={names.map((name) => fields[name])}
    />
  );
}

function usePlaceFields(): Record<
  'code' | 'nameEn' | 'nameTr' | 'nameAr' | 'siteId' | 'orgId' | 'custodianUserId' | 'storageClass' | 'note',
  FieldSpec
> {
  const t = useT();
  const text = (name: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
    name,
    kind: 'text',
    label: t(`goods.field-${name}`),
    ...more,
  });
  const picked = (name: string, kind: string, required = false): FieldSpec =>
    text(name, {
      kind: 'own',
      required,
      render: (field) => (
        <RecordPicker
          kind={kind}
          id={field.id}
          label={field.label}
          error={field.error}
          value={typeof field.value === 'string' ? field.value : ''}
          onChange={(id) => field.onChange(id)}
        />
      ),
    });
  return {
    code: text('code', { required: true, hint: t('goods.hint-place-code') }),
    nameEn: text('nameEn', { required: true }),
    nameTr: text('nameTr'),
    nameAr: text('nameAr'),
    siteId: picked('siteId', 'site', true),
    orgId: picked('orgId', 'org'),
    custodianUserId: text('custodianUserId', { kind: 'own', render: (field) => <CustodianPicker {...field} /> }),
    storageClass: text('storageClass', {
      kind: 'choice',
      required: true,
      choices: storageClasses.map((value) => ({ value, label: t(`goods.storage-${value}`) })),
    }),
    note: { name: 'note', kind: 'long', label: t('field.note') },
  };
}

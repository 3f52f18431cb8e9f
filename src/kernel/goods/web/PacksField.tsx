import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Group, NumberField, RemoveButton, RowsField, Select, TextInput } from '#foundation/web/ui/index.ts';
import { packKinds } from '../contract/shared.ts';

interface Pack {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly smallest: number | string | undefined;
  readonly per: number;
}

/** In what a new item comes: a carton of 24, a bale of 20. */
export function PacksField({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const t = useT();
  const packs = Array.isArray(value) ? (value as Pack[]) : [];
  const set = (at: number, change: Partial<Pack>) => onChange(packs.map((pack, index) => (index === at ? { ...pack, ...change } : pack)));
  const add = () => onChange([...packs, { id: newId(), code: 'CARTON', kind: 'carton', smallest: undefined, per: 1 }]);
  return (
    <RowsField label={label} error={error} addLabel={t('command.goods.add-pack')} onAdd={add}>
      {packs.map((pack, at) => (
        <Group key={pack.id} gap="xs" wrap="wrap" align="flex-end">
          <Select
            w={130}
            label={t('goods.pack-kind')}
            data={packKinds.map((kind) => ({ value: kind, label: t(`goods.pack-${kind}`) }))}
            value={pack.kind}
            allowDeselect={false}
            searchable
            onChange={(kind) => kind && set(at, { kind, code: kind.toUpperCase() })}
          />
          <TextInput
            w={120}
            label={t('goods.pack-code')}
            dir="ltr"
            value={pack.code}
            onChange={(event) => set(at, { code: event.currentTarget.value })}
          />
          <NumberField
            id={`pack-${at}`}
            label={t('goods.pack-holds')}
            value={pack.smallest}
            onChange={(smallest) => set(at, { smallest: smallest as number })}
          />
          <RemoveButton label={t('goods.remove')} onClick={() => onChange(packs.filter((_, index) => index !== at))} />
        </Group>
      ))}
    </RowsField>
  );
}

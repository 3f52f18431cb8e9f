import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm } from '#foundation/web/ui/index.ts';
import { correctLot } from '../contract/lots.ts';

interface Lot {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly expiresOn: string | null;
  readonly madeOn: string | null;
  readonly supplierId: string | null;
  readonly supplierRef: string | null;
  readonly unitCost: { readonly minor: number; readonly currency: string } | null;
  readonly note: string | null;
}

/** Puts right what was read wrong from a label. */
export function LotForm({ lot, onDone }: { lot: Lot; onDone: () => void }) {
  const t = useT();
  const names = ['code', 'expiresOn', 'madeOn', 'supplierId', 'supplierRef', 'note'] as const;
  return (
    <CommandForm
      def={correctLot}
      fixed={{ lotId: lot.id, version: lot.version, ...(lot.unitCost ? { unitCost: lot.unitCost } : {}) }}
      initial={Object.fromEntries(names.map((name) => [name, lot[name] ?? '']))}
      onDone={onDone}
      fields={[
        { name: 'code', kind: 'text', label: t('goods.lot-number'), required: true },
        { name: 'expiresOn', kind: 'date', label: t('column.goods.list-stock.expiresOn') },
        { name: 'madeOn', kind: 'date', label: t('goods.made-on') },
        {
          name: 'supplierId',
          kind: 'own',
          label: t('goods.supplier'),
          render: (field) => (
            <RecordPicker
              kind="org"
              id={field.id}
              label={field.label}
              error={field.error}
              value={typeof field.value === 'string' ? field.value : ''}
              onChange={(id) => field.onChange(id)}
            />
          ),
        },
        { name: 'supplierRef', kind: 'text', label: t('goods.supplier-ref') },
        { name: 'note', kind: 'long', label: t('field.note') },
        { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
      ]}
    />
  );
}

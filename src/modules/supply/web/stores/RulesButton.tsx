import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, CommandForm, Modal, tell } from '#foundation/web/ui/index.ts';
import { getStoreRules, setStoreRules } from '../../contract/stores/keeping.ts';

const keys = ['adjustQty', 'adjustValue', 'recountQty', 'recountPercent', 'expiryWarnDays', 'quarantineDays', 'unsortedDays'] as const;

/** Above what a second person looks, and after how long something asks for attention. */
export function RulesButton() {
  const t = useT();
  const may = useCan(setStoreRules.name, {});
  const [open, setOpen] = useState(false);
  const rules = useAsk(getStoreRules, {}, { enabled: open });
  if (!may) return null;
  const { abilities: _, ...values } = rules.data ?? { abilities: [] };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('supply.thresholds')}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('supply.thresholds')}>
        {rules.data && (
          <CommandForm
            def={setStoreRules}
            initial={values}
            onCancel={() => setOpen(false)}
            onDone={() => {
              setOpen(false);
              void rules.refetch();
              tell(t('supply.saved', { number: '' }));
            }}
            fields={[
              ...keys.map((name) => ({
                name,
                kind: 'number' as const,
                label: t(`supply.rule-${name}`),
                hint: t(`supply.rule-${name}-hint`, { currency: rules.data.currency }),
                required: true,
              })),
              { name: 'currency', kind: 'text', label: t('supply.rule-currency'), required: true },
            ]}
          />
        )}
      </Modal>
    </>
  );
}

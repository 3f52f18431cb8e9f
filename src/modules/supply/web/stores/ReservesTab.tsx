import { useState } from 'react';
import type { listReserves } from '../../contract/stores/keeping.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { CommandForm, ListTable, Modal, Status, Text, When, tell } from '#foundation/web/ui/index.ts';
import { endQuickReserve, listReserves as query } from '../../contract/stores/keeping.ts';
import { Thing, useQty } from './words.tsx';

type Row = (typeof listReserves)['output']['_output']['rows'][number];

/** Stock that no allocation touches, and the way to give it free in the first hour. */
export function ReservesTab({ storeId }: { storeId: string }) {
  const t = useT();
  const { qty } = useQty();
  const may = useCan(endQuickReserve.name);
  const [asked, setAsked] = useState<Row | null>(null);
  return (
    <>
      <Text c="dimmed" mb="sm">
        {t('supply.reserve-text')} {may && t('supply.reserve-open-hint')}
      </Text>
      <ListTable<Row>
        query={query}
        name="q"
        input={{ placeId: storeId }}
        rowKey={(row) => row.id}
        columns={['nameEn', 'placeCode', 'grantCode', 'qty', 'purpose', 'madeBy', 'madeAt']}
        {...(may ? { onOpen: setAsked } : {})}
        cells={{
          nameEn: (row) => <Thing row={row} />,
          qty: (row) =>
            row.broken ? <Status tone="person">{t('supply.reserve-broken')}</Status> : <strong>{qty(row.qty, row.unit)}</strong>,
          purpose: (row) => <bdi>{row.purpose}</bdi>,
          madeAt: (row) => <When at={row.madeAt} />,
        }}
        empty={{ title: t('supply.no-reserve'), text: t('supply.no-reserve-text') }}
      />
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t('command.supply.end-quick-reserve')}>
        {asked && (
          <>
            <Thing row={asked} />
            <Text my="sm">{t('supply.reserve-end-text', { qty: qty(asked.qty, asked.unit) })}</Text>
            <CommandForm
              def={endQuickReserve}
              fixed={{ reserveId: asked.id }}
              initial={{ reason: '' }}
              fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
              onCancel={() => setAsked(null)}
              onDone={() => {
                setAsked(null);
                tell(t('supply.saved', { number: '' }));
              }}
            />
          </>
        )}
      </Modal>
    </>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Modal, Page, tell, useBegin } from '#foundation/web/ui/index.ts';
import { placeKinds } from '../contract/shared.ts';
import { listPlaces, openPlace } from '../contract/stock-places.ts';
import type { PlaceRow } from '../contract/stock-places.ts';
import { PlaceForm } from './PlaceForm.tsx';
import { nameColumn, nameOf, namesOf } from './names.ts';
import { PlaceStatus } from './words.tsx';

type Row = z.output<typeof PlaceRow>;

/** Where goods lie: warehouses, hubs, partner stores, delivery points, and what lies within them. */
export default function PlacesPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayOpen = useCan(openPlace.name);
  const [form, setForm] = useState(false);
  useBegin(openPlace.name, () => setForm(true));
  const name = (row: Row) => (
    <span style={{ paddingInlineStart: row.depth * 20 }}>
      <bdi>{nameOf(row)}</bdi>
    </span>
  );
  const open = mayOpen && <Button onClick={() => setForm(true)}>{t('command.goods.open-place')}</Button>;
  return (
    <Page title={t('page.goods.places')} subtitle={t('goods.places-text')} actions={open}>
      <ListTable<Row>
        query={listPlaces}
        rowKey={(row) => row.id}
        searchField="search"
        columns={[nameColumn(), 'code', 'kind', 'siteNames', 'orgNames', 'custodianName', 'items', 'status']}
        onOpen={(row) => void navigate({ to: `/goods/places/${row.id}` })}
        cells={{
          nameEn: name,
          nameTr: name,
          nameAr: name,
          siteNames: (row) => <bdi>{namesOf(row.siteNames)}</bdi>,
          orgNames: (row) => (row.orgId ? <bdi>{namesOf(row.orgNames)}</bdi> : t('goods.own-custody')),
          status: (row) => <PlaceStatus status={row.status} />,
        }}
        columnFilters={{
          kind: {
            kind: 'choice',
            field: 'kinds',
            many: true,
            choices: placeKinds.map((value) => ({ value, label: t(`goods.place-${value}`) })),
          },
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['open', 'closed'] as const).map((value) => ({ value, label: t(`goods.place-status-${value}`) })),
          },
        }}
        empty={{ title: t('goods.no-places'), text: t('goods.no-places-text'), ...(open ? { action: open } : {}) }}
      />
      <Modal opened={form} onClose={() => setForm(false)} title={t('command.goods.open-place')}>
        <PlaceForm
          onDone={(placeId) => {
            setForm(false);
            tell(t('goods.place-opened'));
            void navigate({ to: `/goods/places/${placeId}` });
          }}
        />
      </Modal>
    </Page>
  );
}

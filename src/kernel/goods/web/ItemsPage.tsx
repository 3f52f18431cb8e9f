import { useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, useBegin } from '#foundation/web/ui/index.ts';
import { createItem, listFamilies, listItems } from '../contract/items.ts';
import type { ItemRow } from '../contract/items.ts';
import { trackings } from '../contract/shared.ts';
import { Picture } from './Picture.tsx';
import { nameColumn, nameOf, namesOf } from './names.ts';
import { ItemStatus } from './words.tsx';

type Row = z.output<typeof ItemRow>;

/** The catalogue: what the mission keeps, moves and gives. */
export default function ItemsPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayCreate = useCan(createItem.name);
  const mayImport = useCan('goods.import-items');
  const create = () => void navigate({ to: '/goods/items/new' });
  useBegin(createItem.name, create);
  const families = useAsk(listFamilies, {}).data?.rows ?? [];
  const name = (row: Row) => (
    <>
      {row.pictureId && <Picture fileId={row.pictureId} size={28} />} <bdi>{nameOf(row)}</bdi>
    </>
  );
  return (
    <Page
      title={t('page.goods.items')}
      subtitle={t('goods.items-text')}
      actions={
        <>
          <Button variant="default" onClick={() => void navigate({ to: '/goods/families' })}>
            {t('page.goods.families')}
          </Button>
          {mayImport && (
            <Button variant="default" onClick={() => void navigate({ to: '/imports?kind=goods.items' })}>
              {t('goods.import')}
            </Button>
          )}
          {mayCreate && <Button onClick={create}>{t('command.goods.create-item')}</Button>}
        </>
      }
    >
      <ListTable<Row>
        query={listItems}
        rowKey={(row) => row.id}
        searchField="search"
        columns={['code', nameColumn(), 'familyNames', 'unit', 'weightG', 'volumeCm3', 'tracking', 'status']}
        onOpen={(row) => void navigate({ to: `/goods/items/${row.id}` })}
        cells={{
          nameEn: name,
          nameTr: name,
          nameAr: name,
          familyNames: (row) => <bdi>{namesOf(row.familyNames)}</bdi>,
          status: (row) => <ItemStatus status={row.status} />,
        }}
        columnFilters={{
          familyNames: {
            kind: 'choice',
            field: 'family',
            choices: families.map((row) => ({ value: row.code, label: `${'\u2003'.repeat(row.depth)}${nameOf(row)}` })),
          },
          tracking: {
            kind: 'choice',
            field: 'tracking',
            choices: trackings.map((value) => ({ value, label: t(`goods.tracking-${value}`) })),
          },
          hazardous: { kind: 'flag', field: 'hazardous' },
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['active', 'provisional', 'retired'] as const).map((value) => ({ value, label: t(`goods.status-${value}`) })),
          },
        }}
        empty={{
          title: t('goods.no-items'),
          text: t('goods.no-items-text'),
          ...(mayCreate ? { action: <Button onClick={create}>{t('command.goods.create-item')}</Button> } : {}),
        }}
      />
    </Page>
  );
}

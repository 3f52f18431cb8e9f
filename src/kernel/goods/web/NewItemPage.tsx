import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, tell, crumb } from '#foundation/web/ui/index.ts';
import { createItem } from '../contract/items.ts';
import { ItemForm } from './ItemForm.tsx';

/** Enters an item. Its id is made here, so that sending twice enters one. */
export default function NewItemPage() {
  const t = useT();
  const navigate = useNavigate();
  const [itemId] = useState(() => newId());
  return (
    <Page title={t('command.goods.create-item')} crumbs={[crumb(t('page.goods.items'), '/goods/items', navigate)]}>
      <Paper p="lg" maw={680}>
        <ItemForm
          def={createItem}
          fixed={{ itemId }}
          initial={{ unit: 'piece', tracking: 'none', storageClass: 'ambient', hazardous: false, packs: [], codes: [] }}
          withPacks
          onDone={() => {
            tell(t('goods.item-entered'));
            void navigate({ to: `/goods/items/${itemId}` });
          }}
        />
      </Paper>
    </Page>
  );
}

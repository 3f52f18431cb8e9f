import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'goods',
  subjects: {
    item: (id) => `/goods/items/${id}`,
    'item-pack': (id) => `/goods/packs/${id}`,
    'item-family': (id) => `/goods/items?family=${id}`,
    'stock-place': (id) => `/goods/places/${id}`,
    lot: (id) => `/goods/lots/${id}`,
    'ledger-document': (id) => `/goods/documents/${id}`,
  },
  find: () => import('./find.ts'),
  pickers: {
    item: () => import('./ItemPicker.tsx'),
    'stock-place': () => import('./StockPlacePicker.tsx'),
    lot: () => import('./LotPicker.tsx'),
  },
  names: {
    item: () => import('./ItemName.tsx'),
    'stock-place': () => import('./StockPlaceName.tsx'),
    lot: () => import('./LotName.tsx'),
  },
  pages: {
    'goods.items': () => import('./ItemsPage.tsx'),
    'goods.new-item': () => import('./NewItemPage.tsx'),
    'goods.item': () => import('./ItemPage.tsx'),
    'goods.pack-uses': () => import('./PackUsesPage.tsx'),
    'goods.families': () => import('./FamiliesPage.tsx'),
    'goods.places': () => import('./PlacesPage.tsx'),
    'goods.place': () => import('./PlacePage.tsx'),
    'goods.stock': () => import('./StockPage.tsx'),
    'goods.stock-card': () => import('./StockCardPage.tsx'),
    'goods.lot': () => import('./LotPage.tsx'),
    'goods.document': () => import('./DocumentPage.tsx'),
  },
};

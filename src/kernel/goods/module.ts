import { defineModule } from '#foundation/module.ts';
import {
  addPack,
  changeFamily,
  changeItem,
  createFamily,
  createItem,
  endPack,
  getItem,
  listFamilies,
  listItems,
  reinstateItem,
  retireItem,
  searchItems,
} from './contract/items.ts';
import { importItems } from './contract/imports.ts';
import { defineKit, getKit } from './contract/kits.ts';
import { correctLot, getLot, searchLots } from './contract/lots.ts';
import { correctPack, correctPackUses, listPackUses } from './contract/packs.ts';
import { getDocument, listCard, listCardMoves, listLotMoves, listStock, seeTrucks, traceLot } from './contract/stock.ts';
import { problems } from './contract/problems.ts';
import {
  changePlace,
  closePlaceCommand,
  getPlace,
  listPlaces,
  openPlace,
  reopenPlace,
  searchCustodians,
  searchPlaces,
} from './contract/stock-places.ts';

/** What is kept and where: catalogue, lots, places for goods, and the doors of the goods book. */
export const goods = defineModule({
  name: 'goods',
  commands: [
    createFamily,
    changeFamily,
    createItem,
    changeItem,
    retireItem,
    reinstateItem,
    addPack,
    endPack,
    correctPack,
    correctPackUses,
    defineKit,
    importItems,
    correctLot,
    openPlace,
    changePlace,
    closePlaceCommand,
    reopenPlace,
  ],
  queries: [
    listFamilies,
    listItems,
    getItem,
    searchItems,
    getLot,
    searchLots,
    listPlaces,
    getPlace,
    searchPlaces,
    searchCustodians,
    listStock,
    listCard,
    listCardMoves,
    getDocument,
    traceLot,
    listLotMoves,
    getKit,
    listPackUses,
  ],
  permissions: [seeTrucks],
  problems: [problems],
  pages: [
    {
      path: '/goods/stock',
      name: 'goods.stock',
      nav: { area: 'goods', icon: 'stock', order: 10, key: 'v' },
      permission: 'goods.list-stock',
    },
    { path: '/goods/stock-card', name: 'goods.stock-card', permission: 'goods.list-stock' },
    { path: '/goods/lots/$lotId', name: 'goods.lot', permission: 'goods.list-stock', shot: false },
    { path: '/goods/documents/$documentId', name: 'goods.document', permission: 'goods.list-stock', shot: false },
    {
      path: '/goods/items',
      name: 'goods.items',
      nav: { area: 'goods', icon: 'box', order: 60, key: 'i' },
      permission: 'goods.list-items',
    },
    { path: '/goods/items/new', name: 'goods.new-item', permission: 'goods.create-item', actions: ['goods.create-item'] },
    { path: '/goods/items/$itemId', name: 'goods.item', permission: 'goods.list-items', shot: { itemId: 'first:goods.list-items' } },
    { path: '/goods/packs/$packId', name: 'goods.pack-uses', permission: 'goods.correct-pack', shot: false },
    { path: '/goods/families', name: 'goods.families', permission: 'goods.list-items', actions: ['goods.create-family'] },
    {
      path: '/goods/places',
      name: 'goods.places',
      nav: { area: 'goods', icon: 'warehouse', order: 50, key: 'w' },
      permission: 'goods.list-places',
      actions: ['goods.open-place'],
    },
    { path: '/goods/places/$placeId', name: 'goods.place', permission: 'goods.list-places', shot: { placeId: 'first:goods.list-places' } },
  ],
});

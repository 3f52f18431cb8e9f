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
import { correctLot, getLot, searchLots } from './contract/lots.ts';
import { problems } from './contract/problems.ts';
import { changePlace, closePlaceCommand, getPlace, listPlaces, openPlace, reopenPlace, searchPlaces } from './contract/stock-places.ts';

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
    correctLot,
    openPlace,
    changePlace,
    closePlaceCommand,
    reopenPlace,
  ],
  queries: [listFamilies, listItems, getItem, searchItems, getLot, searchLots, listPlaces, getPlace, searchPlaces],
  problems: [problems],
});

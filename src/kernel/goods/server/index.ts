import { insist } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { postDocument, recordDocument } from '#kernel/ledger/contract/documents.ts';
import { goods } from '../module.ts';
import { answerGetDocument, answerListCard, answerListCardMoves } from './card.ts';
import { answerListFamilies, handleChangeFamily, handleCreateFamily } from './families.ts';
import { handleImportItems, importsIfrc, importsItems } from './import-items.ts';
import {
  answerGetItem,
  answerListItems,
  answerSearchItems,
  handleChangeItem,
  handleCreateItem,
  handleReinstateItem,
  handleRetireItem,
} from './items.ts';
import { findItem } from './items.repo.ts';
import { answerGetKit, handleDefineKit } from './kits.ts';
import { answerGetLot, answerSearchLots, handleCorrectLot } from './lots.ts';
import { answerListPackUses, handleCorrectPack, handleCorrectPackUses } from './pack-uses.ts';
import { handleAddPack, handleEndPack } from './packs.ts';
import { stockCardPaper } from './papers.ts';
import { judgeLines } from './post.ts';
import { answerListStock } from './stock.ts';
import {
  answerGetPlace,
  answerListPlaces,
  answerSearchCustodians,
  answerSearchPlaces,
  handleChangePlace,
  handleClosePlace,
  handleOpenPlace,
  handleReopenPlace,
  placePosition,
  positionOfSpread,
} from './stock-places.ts';
import { findDocumentPosition, findLotPosition, findPlacePosition } from './stock-places.repo.ts';
import { answerListLotMoves, answerTraceLot } from './trace.ts';

export { holdGoods, lockGoods, postGoods, reverseGoods, voidGoodsHolds } from './post.ts';
export type { GoodsDocument, GoodsHolds } from './post.ts';
export { closePlace, ensureLot, ensureLots, itemsOf, listFree, makePointPlace, makeTruckPlace, placeOf } from './doors.ts';
export type { FreeStock, ItemFacts, LotWanted, PackFacts, PlaceFacts, PointPlace, TruckPlace } from './doors.ts';
export { createProvisionalItem } from './items.ts';
export { kitOf } from './kits.ts';
export type { KitFacts } from './kits.ts';
export { keepPedigree } from './trace.ts';
export type { Pedigree } from './trace.ts';

export const room: ServerRoom = {
  module: goods,
  commands: [
    handleCreateFamily,
    handleChangeFamily,
    handleCreateItem,
    handleChangeItem,
    handleRetireItem,
    handleReinstateItem,
    handleAddPack,
    handleEndPack,
    handleCorrectPack,
    handleCorrectPackUses,
    handleDefineKit,
    handleImportItems,
    handleCorrectLot,
    handleOpenPlace,
    handleChangePlace,
    handleClosePlace,
    handleReopenPlace,
  ],
  queries: [
    answerListFamilies,
    answerListItems,
    answerGetItem,
    answerSearchItems,
    answerGetLot,
    answerSearchLots,
    answerListPlaces,
    answerGetPlace,
    answerSearchPlaces,
    answerSearchCustodians,
    answerListStock,
    answerListCard,
    answerListCardMoves,
    answerGetDocument,
    answerTraceLot,
    answerListLotMoves,
    answerGetKit,
    answerListPackUses,
  ],
  papers: [stockCardPaper],
  imports: [importsItems, importsIfrc],
  positions: {
    'stock-place': async (tx, id) => {
      const place = await findPlacePosition.maybe(tx, { id });
      return place && placePosition(place);
    },
    // The catalogue lies nowhere: who may read it anywhere, reads all of it.
    item: async (tx, id) => ((await findItem.maybe(tx, { id })) ? {} : undefined),
    // A lot and a document are in reach where one of the places is that they touch.
    lot: async (tx, id) => positionOfSpread(await findLotPosition.one(tx, { id })),
    'ledger-document': async (tx, id) => positionOfSpread(await findDocumentPosition.one(tx, { id })),
  },
  insists: {
    [postDocument.name]: insist(postDocument, (ctx, input) => judgeLines(ctx, input.kind, input.lines)),
    [recordDocument.name]: insist(recordDocument, (ctx, input) => judgeLines(ctx, input.kind, input.lines)),
  },
  exceptionKinds: {
    'goods.place-closed': { dueInHours: 48, secondPerson: false },
    'goods.lot-missing': { dueInHours: 72, secondPerson: false },
    'goods.lot-differs': { dueInHours: 72, secondPerson: false },
    'goods.serial-twice': { dueInHours: 48, secondPerson: true },
  },
};

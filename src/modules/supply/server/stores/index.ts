import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import { watchStores } from '../../contract/stores/keeping.ts';
import type { ServerPart } from '../part.ts';
import { handleApproveCount, handleDropCount, handlePlanCount, handleRecordCount } from './counts.ts';
import { handleApproveDocument, handleDeclineDocument, handleReverseStoreDocument } from './decisions.ts';
import { findCountPosition, findDocumentPosition, findReceiptPosition, findReservePosition } from './documents.repo.ts';
import {
  answerGetStoreRules,
  answerListReserves,
  answerStoreToday,
  handleEndQuickReserve,
  handleRecallLot,
  handleReserveQuick,
  handleSetStoreRules,
  handleWatchStores,
} from './keeping.ts';
import { answerListGrantTransfers, handleTransferBetweenGrants } from './grant-transfers.ts';
import { labelsPaper } from './labels.ts';
import { answerListLoans, handleLend, handlePayBack } from './loans.ts';
import { handleEnterOpening, importsOpening } from './opening.ts';
import { handleImportReceipts, importsReceipts } from './receipt-sheets.ts';
import { answerSearchKeepers } from './keepers.ts';
import { answerCountSheet, answerListCounts, answerListKeyedSheets, answerReviewCount } from './read-counts.ts';
import { answerGetDocument, answerListDocuments } from './read-documents.ts';
import { answerGetReceipt, answerListReceiptLines, answerListReceipts, answerWhatBlocks } from './read-receipts.ts';
import { handleCorrectReceiptLine, handleMatchReceipt, handleSettleDifference } from './receipt-ends.ts';
import { handleRecordReceipt, handleReverseReceipt } from './receipts.ts';
import { positionBy } from './shared.ts';
import { answerListStoreStock } from './stock.ts';
import {
  handleAdjustStock,
  handleAskRelease,
  handleMoveStock,
  handleQuarantineStock,
  handleSortLoad,
  handleTransferCustody,
  handleTransferTitle,
} from './work.ts';

/** Every morning: what is past its day is held, what waits too long is told. */
const watchJob: LongJobHandler = {
  name: 'supply.watch-stores',
  work: async (job) => {
    await job.command(watchStores, {});
  },
};

export const stores: ServerPart = {
  commands: [
    handleRecordReceipt,
    handleReverseReceipt,
    handleCorrectReceiptLine,
    handleSettleDifference,
    handleMatchReceipt,
    handleMoveStock,
    handleQuarantineStock,
    handleAskRelease,
    handleAdjustStock,
    handleSortLoad,
    handleTransferTitle,
    handleTransferCustody,
    handleApproveDocument,
    handleDeclineDocument,
    handleReverseStoreDocument,
    handleRecallLot,
    handleLend,
    handlePayBack,
    handleTransferBetweenGrants,
    handlePlanCount,
    handleRecordCount,
    handleApproveCount,
    handleDropCount,
    handleReserveQuick,
    handleEndQuickReserve,
    handleSetStoreRules,
    handleWatchStores,
    handleEnterOpening,
    handleImportReceipts,
  ],
  queries: [
    answerListReceipts,
    answerGetReceipt,
    answerListReceiptLines,
    answerWhatBlocks,
    answerListDocuments,
    answerGetDocument,
    answerListLoans,
    answerListGrantTransfers,
    answerListCounts,
    answerCountSheet,
    answerReviewCount,
    answerListKeyedSheets,
    answerListReserves,
    answerGetStoreRules,
    answerStoreToday,
    answerListStoreStock,
    answerSearchKeepers,
  ],
  positions: {
    receipt: positionBy(findReceiptPosition),
    'store-document': positionBy(findDocumentPosition),
    'stock-count': positionBy(findCountPosition),
    'quick-reserve': positionBy(findReservePosition),
  },
  jobs: [watchJob],
  imports: [importsOpening, importsReceipts],
  papers: [labelsPaper],
  exceptionKinds: {
    'supply.receipt-differs': { dueInHours: 72, secondPerson: true },
    'supply.receipt-without-papers': { dueInHours: 72, secondPerson: false },
    'supply.received-after-grant': { dueInHours: 72, secondPerson: false },
    'supply.payback-due': { dueInHours: 24 * 14, secondPerson: false },
    'supply.grant-closed-with-stock': { dueInHours: 24 * 14, secondPerson: false },
    'supply.load-unsorted': { dueInHours: 48, secondPerson: false },
    'supply.quarantine-waits': { dueInHours: 72, secondPerson: false },
  },
};

import type { ServerPart } from '../part.ts';
import { giftCertificatePaper, manifestPaper, notificationPaper, proFormaPaper } from './border-papers.ts';
import { handleCheckPaper, positionOfKeyed } from './keyed.ts';
import { countSheetPaper, deliveryPaper, receiptPaper } from './store-papers.ts';
import { transferPaper } from './transfer-paper.ts';
import { loadingSheetPaper, packingListPaper, waybillPaper } from './truck-papers.ts';
import { answerCustomsLines, answerGetPrint, answerListPrints, handlePrintWaybill } from './waybills.ts';

export const papers: ServerPart = {
  commands: [handlePrintWaybill, handleCheckPaper],
  queries: [answerListPrints, answerGetPrint, answerCustomsLines],
  papers: [
    waybillPaper,
    packingListPaper,
    loadingSheetPaper,
    notificationPaper,
    manifestPaper,
    proFormaPaper,
    giftCertificatePaper,
    countSheetPaper,
    receiptPaper,
    deliveryPaper,
    transferPaper,
  ],
  positions: { 'keyed-paper': positionOfKeyed },
  exceptionKinds: {
    'supply.paper-misread': { dueInHours: 72, secondPerson: false },
    'supply.receipt-misread': { dueInHours: 72, secondPerson: false },
  },
};

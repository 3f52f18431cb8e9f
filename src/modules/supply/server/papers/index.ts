import type { ServerPart } from '../part.ts';
import { giftCertificatePaper, manifestPaper, notificationPaper, proFormaPaper } from './border-papers.ts';
import { countSheetPaper, deliveryPaper, receiptPaper } from './store-papers.ts';
import { loadingSheetPaper, packingListPaper, waybillPaper } from './truck-papers.ts';
import { answerCustomsLines, answerGetPrint, answerListPrints, handlePrintWaybill } from './waybills.ts';

export const papers: ServerPart = {
  commands: [handlePrintWaybill],
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
  ],
};

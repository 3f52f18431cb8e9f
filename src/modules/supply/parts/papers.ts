import { checkPaper } from '../contract/papers/keyed.ts';
import { getCustomsLines, getWaybillPrint, listWaybillPrints, paperProblems, printWaybill } from '../contract/papers/waybills.ts';
import type { Part } from './part.ts';

export const papers: Part = {
  commands: [printWaybill, checkPaper],
  queries: [listWaybillPrints, getWaybillPrint, getCustomsLines],
  problems: [paperProblems],
};

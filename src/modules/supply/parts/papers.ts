import { getCustomsLines, getWaybillPrint, listWaybillPrints, paperProblems, printWaybill } from '../contract/papers/waybills.ts';
import type { Part } from './part.ts';

export const papers: Part = {
  commands: [printWaybill],
  queries: [listWaybillPrints, getWaybillPrint, getCustomsLines],
  problems: [paperProblems],
};

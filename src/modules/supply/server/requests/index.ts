import type { Tx } from '#foundation/db/tx.ts';
import type { Position } from '#foundation/scope.ts';
import type { ServerPart } from '../part.ts';
import { handleAllocate } from './allocate.ts';
import { handleImportRequests, importsRequests } from './imports.ts';
import { followJob, listeners } from './jobs.ts';
import { requestPaper } from './papers.ts';
import { answerListPicks, handleFollowGoods, handleFollowHolds, handleProlongHolds, handleUnallocate } from './picks.ts';
import { answerGetPlan, answerListPlans, handleChangePlan, handleClosePlan, handleCreatePlan } from './plans.ts';
import { findPlanAt, findRequestAt } from './positions.repo.ts';
import { answerPreviewAllocation } from './preview.ts';
import { answerGetRequest, answerListBackOrders, answerListRequests } from './read.ts';
import { allocationBroken } from './recount.ts';
import {
  handleApproveRequest,
  handleCancelRequest,
  handleChangeRequest,
  handleCloseRequest,
  handleCreateRequest,
  handleRefuseRequest,
  handleSubmitRequest,
} from './requests.ts';

const positionBy =
  (find: typeof findPlanAt) =>
  async (tx: Tx, id: string): Promise<Position | undefined> => {
    const at = await find.maybe(tx, { id });
    return at && { orgs: [at.org_id], sites: [at.site_id], areas: at.lineage };
  };

export const requests: ServerPart = {
  commands: [
    handleCreatePlan,
    handleChangePlan,
    handleClosePlan,
    handleCreateRequest,
    handleChangeRequest,
    handleSubmitRequest,
    handleApproveRequest,
    handleRefuseRequest,
    handleCancelRequest,
    handleCloseRequest,
    handleImportRequests,
    handleAllocate,
    handleUnallocate,
    handleProlongHolds,
    handleFollowHolds,
    handleFollowGoods,
  ],
  queries: [
    answerListPlans,
    answerGetPlan,
    answerListRequests,
    answerGetRequest,
    answerPreviewAllocation,
    answerListPicks,
    answerListBackOrders,
  ],
  imports: [importsRequests],
  papers: [requestPaper],
  jobs: [followJob],
  listeners,
  positions: { 'supply-plan': positionBy(findPlanAt), 'supply-request': positionBy(findRequestAt) },
  exceptionKinds: { [allocationBroken]: { dueInHours: 24, secondPerson: false } },
};

import {
  allocate,
  followGoods,
  followHolds,
  listBackOrders,
  listPicks,
  previewAllocation,
  prolongHolds,
  unallocate,
} from '../contract/requests/allocation.ts';
import { allocated, requestDecided, requestSubmitted, unallocated } from '../contract/requests/events.ts';
import { importRequests } from '../contract/requests/imports.ts';
import { changePlan, closePlan, createPlan, getPlan, listPlans } from '../contract/requests/plans.ts';
import { problems } from '../contract/requests/problems.ts';
import {
  approveRequest,
  cancelRequest,
  changeRequest,
  closeRequest,
  createRequest,
  getRequest,
  listRequests,
  refuseRequest,
  submitRequest,
} from '../contract/requests/requests.ts';
import type { Part } from './part.ts';

export const requests: Part = {
  commands: [
    createPlan,
    changePlan,
    closePlan,
    createRequest,
    changeRequest,
    submitRequest,
    approveRequest,
    refuseRequest,
    cancelRequest,
    closeRequest,
    importRequests,
    allocate,
    unallocate,
    prolongHolds,
    followHolds,
    followGoods,
  ],
  queries: [listPlans, getPlan, listRequests, getRequest, previewAllocation, listPicks, listBackOrders],
  events: [requestSubmitted, requestDecided, allocated, unallocated],
  problems: [problems],
  jobs: [{ name: 'supply.follow-holds', schedule: '2,12,22,32,42,52 * * * *' }],
  pages: [],
};

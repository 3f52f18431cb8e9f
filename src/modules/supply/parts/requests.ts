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
  pages: [
    {
      path: '/supply/requests',
      name: 'supply.requests',
      nav: { area: 'goods', icon: 'requests', order: 30, key: 'q' },
      permission: 'supply.list-requests',
    },
    {
      path: '/supply/requests/new',
      name: 'supply.new-request',
      permission: 'supply.create-request',
      actions: ['supply.create-request'],
    },
    {
      path: '/supply/requests/$requestId',
      name: 'supply.request',
      permission: 'supply.list-requests',
      shot: { requestId: 'first:supply.list-requests' },
    },
    {
      path: '/supply/requests/$requestId/change',
      name: 'supply.change-request',
      permission: 'supply.change-request',
      shot: { requestId: 'first:supply.list-requests' },
    },
    {
      path: '/supply/allocation',
      name: 'supply.allocation',
      nav: { area: 'goods', icon: 'allocation', order: 35, key: 'y' },
      permission: 'supply.allocate',
    },
    {
      path: '/supply/back-orders',
      name: 'supply.back-orders',
      nav: { area: 'goods', icon: 'back-orders', order: 38 },
      permission: 'supply.list-back-orders',
    },
    { path: '/supply/plans', name: 'supply.plans', nav: { area: 'goods', icon: 'plans', order: 40 }, permission: 'supply.list-plans' },
    { path: '/supply/plans/new', name: 'supply.new-plan', permission: 'supply.create-plan', actions: ['supply.create-plan'] },
    {
      path: '/supply/plans/$planId',
      name: 'supply.plan',
      permission: 'supply.list-plans',
      shot: { planId: 'first:supply.list-plans' },
    },
    {
      path: '/supply/plans/$planId/change',
      name: 'supply.change-plan',
      permission: 'supply.change-plan',
      shot: { planId: 'first:supply.list-plans' },
    },
  ],
};

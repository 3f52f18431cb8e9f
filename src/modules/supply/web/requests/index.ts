import type { WebPart } from '../part.ts';

export const requests: WebPart = {
  subjects: {
    'supply-plan': (id) => `/supply/plans/${id}`,
    'supply-request': (id) => `/supply/requests/${id}`,
  },
  pages: {
    'supply.plans': () => import('./PlansPage.tsx'),
    'supply.new-plan': () => import('./NewPlanPage.tsx'),
    'supply.plan': () => import('./PlanPage.tsx'),
    'supply.change-plan': () => import('./ChangePlanPage.tsx'),
    'supply.requests': () => import('./RequestsPage.tsx'),
    'supply.new-request': () => import('./NewRequestPage.tsx'),
    'supply.request': () => import('./RequestPage.tsx'),
    'supply.change-request': () => import('./ChangeRequestPage.tsx'),
    'supply.allocation': () => import('./AllocationPage.tsx'),
    'supply.back-orders': () => import('./BackOrdersPage.tsx'),
  },
};

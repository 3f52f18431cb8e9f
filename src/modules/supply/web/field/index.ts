import type { WebPart } from '../part.ts';

export const field: WebPart = {
  fieldTasks: [
    { kind: 'supply.trip', icon: 'truck', order: 10, component: () => import('./TripTask.tsx') },
    { kind: 'supply.store', icon: 'receive', order: 40, component: () => import('./StoreTask.tsx') },
    { kind: 'supply.count', icon: 'tasks', order: 14, component: () => import('./CountTask.tsx') },
  ],
};

import type { WebPart } from '../part.ts';

export const field: WebPart = {
  fieldTasks: [
    { kind: 'supply.trip', icon: 'truck', words: 'pack.supply.trip', order: 10, component: () => import('./TripTask.tsx') },
    { kind: 'supply.store', icon: 'receive', words: 'pack.supply.store', order: 12, component: () => import('./StoreTask.tsx') },
    { kind: 'supply.count', icon: 'tasks', words: 'pack.supply.count', order: 14, component: () => import('./CountTask.tsx') },
  ],
};

import type { WebPart } from '../part.ts';

export const field: WebPart = {
  fieldTasks: [
    { kind: 'supply.trip', icon: 'truck', words: 'task.supply.trip', order: 10, component: () => import('./TripTask.tsx') },
    { kind: 'supply.store', icon: 'receive', words: 'task.supply.store', order: 12, component: () => import('./StoreTask.tsx') },
    { kind: 'supply.count', icon: 'tasks', words: 'task.supply.count', order: 14, component: () => import('./CountTask.tsx') },
  ],
};

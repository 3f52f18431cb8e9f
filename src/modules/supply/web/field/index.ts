import type { WebPart } from '../part.ts';

export const field: WebPart = {
  fieldTasks: [
    { kind: 'supply.trip', icon: 'truck', words: 'supply.field-task-trip', order: 10, component: () => import('./TripTask.tsx') },
    { kind: 'supply.store', icon: 'receive', words: 'supply.field-task-store', order: 12, component: () => import('./StoreTask.tsx') },
    { kind: 'supply.count', icon: 'tasks', words: 'supply.field-task-count', order: 14, component: () => import('./CountTask.tsx') },
  ],
};

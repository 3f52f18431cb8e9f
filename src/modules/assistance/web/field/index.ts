import type { FieldTask } from '#foundation/web/field.ts';

export const fieldTasks: readonly FieldTask[] = [
  {
    kind: 'assistance.lane',
    icon: 'distribution',
    order: 20,
    component: () => import('./LaneTask.tsx'),
  },
];

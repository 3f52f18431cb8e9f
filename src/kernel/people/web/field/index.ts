import type { FieldTask } from '#foundation/web/field.ts';

export const fieldTasks: readonly FieldTask[] = [
  { kind: 'people.register', icon: 'users', order: 30, component: () => import('./RegisterTask.tsx') },
];

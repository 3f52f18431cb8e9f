import { lazy } from 'react';
import type { FieldTask } from '#foundation/web/field.ts';
import { rooms } from '../spoken-rooms.ts';

/** What the rooms offer to do in the field, in order. */
export const tasks: readonly FieldTask[] = rooms.flatMap((room) => room.fieldTasks ?? []).toSorted((a, b) => a.order - b.order);

export const taskOf = (kind: string): FieldTask | undefined => tasks.find((task) => task.kind === kind);

/** Each task's screens, by its kind: with a pack, and without one. */
export const taskScreens = Object.fromEntries(tasks.map((task) => [task.kind, lazy(task.component)]));
export const startScreens = Object.fromEntries(tasks.flatMap((task) => (task.start ? [[task.kind, lazy(task.start)]] : [])));

import type { FieldTask } from '#foundation/web/field.ts';
import type { WebRoom } from '#foundation/web/room.ts';
import type { WordStore } from './messages.ts';

type Load<T> = () => Promise<T>;
type Loads = Readonly<Record<string, Load<unknown>>>;

/** A part that loads later, together with the words of its room: it is there when both are. */
export function loadWithWords<T>(words: Pick<WordStore, 'need'>, room: string, load: Load<T>): Load<T> {
  return async () => (await Promise.all([load(), words.need(room)]))[0];
}

/** A room all of whose parts come with its words, so that no page can show keys in place of them. */
export function roomWithWords(words: Pick<WordStore, 'need'>, room: WebRoom): WebRoom {
  const part = (load: Load<unknown>) => loadWithWords(words, room.name, load);
  const parts = (loads: Loads) => Object.fromEntries(Object.entries(loads).map(([name, load]) => [name, part(load)]));
  return Object.fromEntries(
    Object.entries(room).map(([key, value]) => {
      if (key === 'name' || key === 'subjects') return [key, value];
      if (key === 'fieldTasks') return [key, (value as FieldTask[]).map((task) => taskWithWords(part, task))];
      return [key, typeof value === 'function' ? part(value as Load<unknown>) : parts(value as Loads)];
    }),
  ) as unknown as WebRoom;
}

function taskWithWords(part: (load: Load<unknown>) => Load<unknown>, task: FieldTask): FieldTask {
  const start = task.start && (part(task.start) as NonNullable<FieldTask['start']>);
  return { ...task, component: part(task.component) as FieldTask['component'], ...(start ? { start } : {}) };
}

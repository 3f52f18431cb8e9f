import type * as z from 'zod';

/** Something that has happened, told to other rooms: a row written in the command's own transaction. */
export interface EventDef<P extends z.ZodObject = z.ZodObject> {
  /** `room.noun-happened`, past tense. */
  readonly name: `${string}.${string}`;
  /** Ids and figures only: handlers read the rest under their own rights. */
  readonly payload: P;
}

export function defineEvent<P extends z.ZodObject>(def: EventDef<P>): EventDef<P> {
  return def;
}

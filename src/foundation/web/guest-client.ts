import type * as z from 'zod';
import type { CommandDef, Outcome } from '#foundation/command.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import type { QueryDef } from '#foundation/query.ts';

export type Got<T> = { readonly problem: ProblemBody } | { readonly problem: null; readonly answer: T };
/** What is sent once more under the same id when its answer was lost. */
export interface Sending {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
}

/** A guest's way to the server: the token travels in a header alone, and nothing is kept in this browser. */
export function guestClient(token: string) {
  const slug = /^\/@([a-z][a-z0-9-]+)\//.exec(location.pathname)?.[1];
  const headers = { 'x-kervan': '1', authorization: `Bearer ${token}`, ...(slug ? { 'x-kervan-mission': slug } : {}) };
  const post = async <T>(path: string, body: BodyInit, type?: string): Promise<Got<T>> => {
    try {
      const answer = await fetch(path, {
        method: 'POST',
        credentials: 'omit',
        headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
        body,
      });
      const read = (await answer.json()) as T & { problem?: ProblemBody };
      return answer.ok ? { problem: null, answer: read } : { problem: read.problem ?? (read as unknown as ProblemBody) };
    } catch {
      return { problem: { type: 'common.network-away', title: '', status: 0 } };
    }
  };
  return {
    async ask<I extends z.ZodObject, O extends z.ZodType>(def: QueryDef<I, O>, input: z.input<I>): Promise<Got<z.output<O>>> {
      const got = await post<{ data: z.output<O> }>(`/api/queries/${def.name}`, JSON.stringify(input), 'application/json');
      return got.problem ? got : { problem: null, answer: got.answer.data };
    },
    send<I extends z.ZodObject, R extends z.ZodType>(def: CommandDef<I, R>, sending: Sending) {
      type Done = Outcome & { readonly result: z.output<R> };
      return post<Done>(`/api/commands/${def.name}`, JSON.stringify({ version: def.version, ...sending }), 'application/json');
    },
    upload(file: File) {
      const form = new FormData();
      form.append('file', file, 'photo');
      return post<{ id: string }>('/api/files', form);
    },
  };
}
export type GuestClient = ReturnType<typeof guestClient>;

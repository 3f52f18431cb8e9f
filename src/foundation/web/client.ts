import { createContext, useCallback, useContext, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type * as z from 'zod';
import type { CommandDef, Outcome } from '../command.ts';
import type { QueryDef } from '../query.ts';
import type { ProblemBody } from '../problem.ts';

/** A refusal as the browser sees it: the RFC 9457 body of the server, or of our own check before sending. */
export class ClientProblem extends Error {
  override readonly name = 'ClientProblem';
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.type);
    this.body = body;
  }
}

/** A read by its name. A query's definition is one; the first screen names its own, so that it loads without shapes. */
export interface AskedQuery<I extends z.ZodObject, O extends z.ZodType> {
  readonly name: QueryDef['name'];
  readonly input?: I;
  readonly output?: O;
}
/** What a definition's reader may name in its place. */
export type NamedLike<D extends QueryDef> = AskedQuery<D['input'], D['output']>;

/** How screens reach the server; the app fills it (with the outbox, where a command may wait for network). */
export interface ClientPort {
  ask<I extends z.ZodObject, O extends z.ZodType>(def: AskedQuery<I, O>, input: z.input<I>, signal?: AbortSignal): Promise<z.output<O>>;
  send<I extends z.ZodObject, R extends z.ZodType>(
    def: CommandDef<I, R>,
    input: z.input<I>,
    options?: SendOptions,
  ): Promise<Outcome & { result?: z.output<R> }>;
  /** A list as a file in xlsx, csv, json or pdf; opens as a download. */
  exportList(def: QueryDef, input: unknown, format: 'xlsx' | 'csv' | 'json' | 'pdf'): Promise<void>;
  /** A paper of a room as PDF (`places.site`), in the reader's language; opens as a download. */
  print(paper: string, input: Readonly<Record<string, unknown>>): Promise<void>;
  /** Uploads a file's bytes and answers its id. */
  upload(file: Blob, name: string, onProgress?: (part: number) => void): Promise<{ id: string; type: string; size: number }>;
  fileUrl(id: string): string;
}
export interface SendOptions {
  readonly occurredAt?: Date;
  readonly id?: string;
  readonly basedOn?: string;
}

export const ClientContext = createContext<ClientPort | null>(null);

export function useClient(): ClientPort {
  const client = useContext(ClientContext);
  if (!client) throw new Error('no client port: wrap the tree in ClientContext');
  return client;
}

/** A read that stays fresh: keyed by the query's name, so that a command of the same room can refresh it. */
export function useAsk<I extends z.ZodObject, O extends z.ZodType>(
  def: AskedQuery<I, O>,
  input: z.input<I>,
  options: { enabled?: boolean; keepPrevious?: boolean; refreshMs?: number } = {},
): UseQueryResult<z.output<O>, ClientProblem> {
  const client = useClient();
  return useQuery<z.output<O>, ClientProblem>({
    queryKey: [def.name, input],
    queryFn: ({ signal }) => client.ask(def, input, signal),
    enabled: options.enabled ?? true,
    ...(options.refreshMs ? { refetchInterval: options.refreshMs } : {}),
    ...(options.keepPrevious ? { placeholderData: (previous: unknown) => previous as never } : {}),
  });
}

/** Sends one kind of command and keeps its state for the form that sent it. Throws nothing: read `problem`. */
export function useSend<I extends z.ZodObject, R extends z.ZodType>(def: CommandDef<I, R>) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const send = useCallback(
    async (input: z.input<I>, options?: SendOptions): Promise<(Outcome & { result?: z.output<R> }) | null> => {
      setBusy(true);
      setProblem(null);
      try {
        const outcome = await client.send(def, input, options);
        if (outcome.state === 'refused') setProblem(outcome.problem);
        return outcome;
      } catch (error) {
        if (!(error instanceof ClientProblem)) throw error;
        setProblem(error.body);
        return null;
      } finally {
        setBusy(false);
      }
    },
    [client, def],
  );
  return { send, busy, problem, clear: () => setProblem(null) };
}

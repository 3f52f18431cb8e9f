import type { CommandDef, Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/new-id.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { ClientProblem } from '#foundation/web/client.ts';

const away: ProblemBody = { type: 'common.network-away', title: 'network', status: 0 };

/** Which mission the address names: `/@practice/…`, or none for the first one. */
export function missionOfPath(path: string): string | undefined {
  return /^\/@([a-z][a-z0-9-]+)(\/|$)/.exec(path)?.[1];
}

let clock = () => new Date();
/** A demonstration stands in its own year: what is done in it happens there, not today. */
export function setClock(now: () => Date): void {
  clock = now;
}

export interface PortEvents {
  /** The server answered under another version of this user's rights. */
  readonly onGrants: (version: string) => void;
  readonly onSignedOut: () => void;
  /** A refusal comes: the words to say it are fetched before the screen hears of it. */
  readonly onRefused: (code: string) => Promise<void>;
  readonly onNotPermitted: () => void;
  /** The server wants the password once more; true when it was shown. */
  readonly onProofNeeded: () => Promise<boolean>;
  /** A command was applied: the reads of its room are stale. */
  readonly onApplied: (command: string) => void;
}

/** Screens reach the server by fetch. A write is sent under an id made here, so sending it again is harmless. */
export function fetchPort(events: PortEvents): ClientPort {
  const slug = missionOfPath(location.pathname);
  const headers = { 'x-kervan': '1', ...(slug ? { 'x-kervan-mission': slug } : {}) };
  const post = (path: string, body: unknown, signal?: AbortSignal) =>
    fetch(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  const answerOf = async (response: Response): Promise<Record<string, unknown>> => {
    const version = response.headers.get('x-kervan-grants');
    if (version) events.onGrants(version);
    const body = (await response.json().catch(() => ({ type: 'common.failed', title: 'failed', status: response.status }))) as Record<
      string,
      unknown
    >;
    if ('state' in body) await Promise.all(refusalsOf(body).map(events.onRefused));
    if (response.ok || 'state' in body) return body;
    const problem = body as unknown as ProblemBody;
    await events.onRefused(problem.type);
    if (problem.type === 'common.sign-in-needed') events.onSignedOut();
    // A button was shown that the server does not know of any more: ask again what this person may do.
    if (problem.type === 'common.not-permitted') events.onNotPermitted();
    throw new ClientProblem(problem);
  };
  /** Fetches a file and gives it to the browser to keep; a refusal is thrown as it came. */
  const download = async (path: string, body: Record<string, unknown>, otherName: string): Promise<void> => {
    const response = await reach(() => post(path, { ...body, language: document.documentElement.lang }));
    if (!response.ok) await answerOf(response);
    const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    save(await response.blob(), named ?? otherName);
  };
  return {
    ask: async (def, input, signal) =>
      (await answerOf(await reach(() => post(`/api/queries/${def.name}`, input, signal))))['data'] as never,
    send: async (def, input, options) => {
      const envelope = envelopeOf(def, input, options ?? {});
      // One retry after a lost answer: the same id, so the server answers with the first outcome.
      const attempt = async () =>
        (await answerOf(
          await reach(() => post(`/api/commands/${def.name}`, envelope)).catch(() =>
            reach(() => post(`/api/commands/${def.name}`, envelope)),
          ),
        )) as unknown as Outcome;
      const outcome = await attempt().catch(async (error: unknown) => {
        const asked = error instanceof ClientProblem && error.body.type === 'common.proof-needed';
        if (!asked || !(await events.onProofNeeded())) throw error;
        return attempt();
      });
      if (outcome.state === 'applied') events.onApplied(def.name);
      return outcome as never;
    },
    exportList: async (def, input, format) => download(`/api/exports/${def.name}`, { input, format }, `${def.name}.${format}`),
    print: async (paper, input) => download(`/api/prints/${paper}`, { input }, `${paper}.pdf`),
    upload: async (file, name) => {
      const form = new FormData();
      form.append('file', file, name);
      const response = await reach(() => fetch('/api/files', { method: 'POST', headers, body: form }));
      return (await answerOf(response)) as never;
    },
    fileUrl: (id) => `/api/files/${id}${slug ? `?mission=${slug}` : ''}`,
  };
}

/** The codes of what a command's outcome refuses. */
function refusalsOf(outcome: Record<string, unknown>): string[] {
  const problem = outcome['problem'] as ProblemBody | undefined;
  return problem ? [problem.type] : [];
}

function envelopeOf(def: CommandDef, input: unknown, options: { id?: string; occurredAt?: Date; basedOn?: string }) {
  return {
    id: options.id ?? newId(),
    input,
    occurredAt: (options.occurredAt ?? clock()).toISOString(),
    version: def.version,
    ...(options.basedOn ? { basedOn: options.basedOn } : {}),
  };
}

async function reach(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ClientProblem(away);
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

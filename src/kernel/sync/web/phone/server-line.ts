import type * as z from 'zod';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import type { EnrolAnswer, EnrolRequest, getState } from '../../contract/devices.ts';
import type { IntakeAnswer, IntakeItem } from '../../contract/intake.ts';
import type { PackAnswer, PackOffers } from '../../contract/packs.ts';

export type DeviceState = z.infer<(typeof getState)['output']>;
export type Offers = z.infer<typeof PackOffers>;
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** The phone's line to the server of one mission. A request that does not arrive in time is given up: the next one is smaller. */
export class ServerLine {
  readonly #fetch: Fetch;
  readonly #headers: Record<string, string>;

  constructor(mission: string, token: string | undefined, reach: Fetch = (path, init) => fetch(path, init)) {
    this.#fetch = reach;
    this.#headers = {
      'x-kervan': '1',
      // None: the server's first mission.
      ...(mission ? { 'x-kervan-mission': mission } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
  }

  enrol(request: z.infer<typeof EnrolRequest>): Promise<EnrolAnswer> {
    return this.#post('/api/devices/enrol', request);
  }

  async state(): Promise<DeviceState> {
    return this.#read(await this.#send('/api/sync/state', { method: 'GET', headers: this.#headers }, 20_000));
  }

  offers(): Promise<Offers> {
    return this.#post('/api/packs', {});
  }

  /** @param onProgress told the part of the pack that has arrived, between 0 and 1. */
  async pack(
    name: string,
    asked: { params: Record<string, unknown>; have?: string },
    onProgress: (part: number) => void,
  ): Promise<PackAnswer> {
    const response = await this.#send(`/api/packs/${name}`, this.#body(asked), 10 * 60_000);
    if (!response.ok || !response.body) return this.#read(response);
    const whole = Number(response.headers.get('x-kervan-bytes')) || 0;
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let text = '';
    for (let arrived = 0; ;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ClientProblem(away);
      });
      if (done) return JSON.parse(text + decoder.decode()) as PackAnswer;
      text += decoder.decode(value, { stream: true });
      arrived += value.length;
      if (whole > 0) onProgress(Math.min(1, arrived / whole));
    }
  }

  async intake(items: readonly string[]): Promise<z.infer<typeof IntakeAnswer>> {
    return this.#read(await this.#send('/api/sync/intake', this.#body({ items }), 30_000 + items.length * 400));
  }

  /** Hands in what other phones recorded, part by part. @param told the outcomes of a part, and how many items are done. */
  async handIn(items: readonly string[], told: (outcomes: readonly IntakeItem[], done: number) => void): Promise<void> {
    for (let at = 0; at < items.length; at += handInBatch) {
      const { outcomes } = await this.intake(items.slice(at, at + handInBatch));
      told(outcomes, Math.min(items.length, at + handInBatch));
    }
  }

  /** One piece of a photo; answers how much the server has of it. */
  async piece(
    fileId: string,
    piece: { at: number; whole: number; hash: string; body: Uint8Array<ArrayBuffer> },
  ): Promise<{ have: number; done: boolean }> {
    const address = `/api/files/${fileId}/pieces?at=${piece.at}&whole=${piece.whole}&hash=${piece.hash}`;
    const headers = { ...this.#headers, 'content-type': 'application/octet-stream' };
    return this.#read(await this.#send(address, { method: 'POST', headers, body: piece.body }, 120_000));
  }

  #body(body: unknown): RequestInit {
    return { method: 'POST', headers: { ...this.#headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  }

  async #post<T>(path: string, body: unknown): Promise<T> {
    return this.#read(await this.#send(path, this.#body(body), 30_000));
  }

  async #send(path: string, init: RequestInit, patience: number): Promise<Response> {
    try {
      return await this.#fetch(path, { ...init, signal: AbortSignal.timeout(patience) });
    } catch {
      throw new ClientProblem(away);
    }
  }

  async #read<T>(response: Response): Promise<T> {
    const body = (await response.json().catch(() => undefined)) as unknown;
    if (response.ok && body !== undefined) return body as T;
    // Something between us and the server answered: a portal that asks for a sign-in, a proxy.
    const known = body !== null && typeof body === 'object' && 'type' in body;
    throw new ClientProblem(known ? (body as ProblemBody) : away);
  }
}

/** Records of others handed in at a time. */
const handInBatch = 100;
const away: ProblemBody = { type: 'common.network-away', title: 'network', status: 0 };

/** Whether the server says that this phone, or its user, may hold nothing any more. */
export function endedBy(error: unknown): 'revoked' | 'user-gone' | undefined {
  if (!(error instanceof ClientProblem)) return undefined;
  if (error.body.type === 'sync.device-revoked') return 'revoked';
  return error.body.type === 'common.sign-in-needed' || error.body.type === 'sync.device-unknown' ? 'user-gone' : undefined;
}

import type { FastifyInstance } from 'fastify';
import { lineTo } from '../phone.ts';

type Reach = (path: string, init: RequestInit) => Promise<Response>;
type Pick = (below: number) => number;

/** The way between one phone and the server in two bad weeks; `calm` ends them. */
export class WildLine {
  calm = false;
  readonly #app: () => FastifyInstance;
  readonly #pick: Pick;
  /** Requests that somebody on the way still holds and delivers later. */
  readonly #stray: { readonly path: string; readonly init: RequestInit }[] = [];

  constructor(app: () => FastifyInstance, pick: Pick) {
    this.#app = app;
    this.#pick = pick;
  }

  readonly reach: Reach = async (path, init) => {
    if (this.calm) return this.#bring(path, init);
    const fate = this.#pick(100);
    if (fate < 10) throw new TypeError('no network');
    if (fate < 20) this.#stray.push({ path, init });
    if (fate < 30) await this.#outOfOrder(path, init);
    if (fate < 40) void this.#bring(path, init).catch(() => undefined);
    const answer = await this.#bring(path, init);
    if (fate >= 80) throw new TypeError('the answer was lost');
    return answer;
  };

  /** What was held on the way arrives after all, long after it was sent again. */
  async deliverStray(): Promise<void> {
    for (const { path, init } of this.#stray.splice(0)) await this.#bring(path, init).catch(() => undefined);
  }

  /** Some of the records come before the others, from the last to the first. */
  async #outOfOrder(path: string, init: RequestInit): Promise<void> {
    if (!path.endsWith('/intake')) return;
    const { items } = JSON.parse(init.body as string) as { items: string[] };
    const some = items.filter(() => this.#pick(2) === 0).toReversed();
    if (some.length > 0) await this.#bring(path, { ...init, body: JSON.stringify({ items: some }) }).catch(() => undefined);
  }

  #bring(path: string, init: RequestInit): Promise<Response> {
    return lineTo(this.#app()).reach(path, init);
  }
}

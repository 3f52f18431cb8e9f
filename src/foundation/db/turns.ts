import { commonProblems } from '../problem.ts';

interface Waiting {
  readonly go: () => void;
  readonly giveUp: NodeJS.Timeout;
}

/** Lets at most so many works run at once; the others wait in the order in which they came, but not for ever. */
export class Turns {
  private free: number;
  private readonly mostWait: number;
  private readonly waiting = new Set<Waiting>();

  /** @param mostWait milliseconds after which a work that has not begun is told `common.busy`; nothing of it was done. */
  constructor(atOnce: number, mostWait: number) {
    this.free = atOnce;
    this.mostWait = mostWait;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.pass();
    }
  }

  private turn(): Promise<void> {
    return new Promise((go, refuse) => {
      const giveUp = setTimeout(() => {
        this.waiting.delete(own);
        refuse(commonProblems.problem('busy'));
      }, this.mostWait);
      const own: Waiting = { go, giveUp };
      this.waiting.add(own);
    });
  }

  /** The turn passes on directly, so that nobody who comes later slips in between. */
  private pass(): void {
    const [next] = this.waiting;
    if (!next) {
      this.free += 1;
      return;
    }
    this.waiting.delete(next);
    clearTimeout(next.giveUp);
    next.go();
  }
}

import type { ClockRow } from './store.ts';

/**
 * The server's time as this phone knows it: its own clock, mended by what was seen at the last contact, and never behind what
 * has been known before. A clock set back does not open what has ended, and a clock days wrong does not date records wrong.
 */
export class PhoneClock {
  #row: ClockRow;
  readonly #device: () => number;
  constructor(row: ClockRow, device: () => number = Date.now) {
    this.#row = row;
    this.#device = device;
  }

  now(): Date {
    const at = Math.max(this.#row.mark, this.#device() + this.#row.offset);
    this.#row = { ...this.#row, mark: at };
    return new Date(at);
  }

  /** The server said what time it is: it is believed, forwards and backwards. */
  learn(serverNow: string): void {
    const at = Date.parse(serverNow);
    if (Number.isFinite(at)) this.#row = { offset: at - this.#device(), mark: at };
  }

  /** To be kept: what is known now. */
  row(): ClockRow {
    this.now();
    return this.#row;
  }

  /** Minutes by which the phone's own clock is wrong; positive when it is ahead. */
  wrongBy(): number {
    return Math.round(-this.#row.offset / 60_000);
  }
}

export function firstClock(serverNow: string, device: () => number = Date.now): ClockRow {
  const at = Date.parse(serverNow);
  return { offset: at - device(), mark: at };
}

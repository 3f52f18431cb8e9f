import type { Page } from 'playwright-core';
import type { Look } from './page.ts';

/** A picture of the README or of a guide, and how to come to what it shows. */
export interface Picture {
  readonly name: string;
  /** May hold `first:room.list-things`, as `withIds` reads it. */
  readonly path: string;
  readonly language: Look['language'];
  readonly dark?: boolean;
  /** Who is signed in; the administrator, when nobody is named. */
  readonly as?: string;
  /** At 360 pixels. */
  readonly phone?: boolean;
  readonly before?: (page: Page) => Promise<void>;
}

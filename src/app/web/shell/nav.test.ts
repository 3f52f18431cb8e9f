import { expect, it } from 'vitest';
import type { WebSession } from '#foundation/web/session.ts';
import { navigation } from './nav.ts';

/** Somebody who holds every right, everywhere or at one place alone. */
const session = (everywhere: boolean) => ({ can: (_permission: string, at?: object) => everywhere || at === undefined }) as WebSession;
const paths = (of: WebSession) => navigation(of).flatMap(({ pages }) => pages.map((page) => page.path));

it('the menu leads nobody to a list of the whole mission whose right holds at one place alone', () => {
  expect(paths(session(true))).toContain('/supply/notifications');
  expect(paths(session(false))).not.toContain('/supply/notifications');
  expect(paths(session(false))).toContain('/supply/trucks');
});

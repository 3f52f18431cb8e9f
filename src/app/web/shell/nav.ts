import type { PageDef, WorkArea } from '#foundation/module.ts';
import type { WebSession } from '#foundation/web/session.ts';
import { shellPages } from '../shell-pages.ts';
import { pages } from '../pages.gen.ts';

export const workAreas: readonly WorkArea[] = ['home', 'goods', 'people', 'evidence', 'places', 'programme', 'administration'];

/** Of all the ways in the navigation, the one that a page belongs to: the longest that leads to it. */
export function placeIn(ways: readonly string[], path: string): string | undefined {
  return ways.filter((way) => path === way || path.startsWith(`${way}/`)).toSorted((a, b) => b.length - a.length)[0];
}

const mayOpen = (session: WebSession, { permission, missionWide }: PageDef): boolean =>
  !permission || (missionWide ? session.can(permission, {}) : session.can(permission));

/** The pages this person may open, by work area, in order. */
export function navigation(session: WebSession): { area: WorkArea; pages: PageDef[] }[] {
  const open = [...pages, ...shellPages].filter((page) => page.nav && mayOpen(session, page));
  return workAreas
    .map((area) => ({ area, pages: open.filter((page) => page.nav!.area === area).sort((a, b) => a.nav!.order - b.nav!.order) }))
    .filter((group) => group.pages.length > 0);
}

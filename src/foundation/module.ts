import type { CommandDef, ProtectedClass } from './command.ts';
import type { EventDef } from './event.ts';
import type { FeedDef } from './feed.ts';
import type { PackDef } from './pack.ts';
import type { ProblemCatalogue } from './problem.ts';
import type { QueryDef } from './query.ts';

/** A work area of the navigation. */
export type WorkArea = 'home' | 'goods' | 'people' | 'evidence' | 'places' | 'programme' | 'administration';

export interface PageDef {
  /** Route below the root, TanStack syntax: `/places/sites/$siteId`. */
  readonly path: string;
  /** Translation key of its name is `page.<name>`. */
  readonly name: `${string}.${string}`;
  /** Shown in the navigation of this work area; absent for pages reached from others. */
  readonly nav?: {
    readonly area: WorkArea;
    readonly icon: string;
    readonly order: number;
    /** One letter: `g` and then it opens the page from anywhere; no two pages share one. */
    readonly key?: string;
  };
  /** Commands begun on this page: the palette offers them, and opens the page with `?do=<command>` in its address. */
  readonly actions?: readonly string[];
  /** A permission in any scope opens the page; absent: every signed-in user. */
  readonly permission?: string;
  /** Its list is of the whole mission: the right in some area or store alone would open it onto a refusal. */
  readonly missionWide?: true;
  /** Sample parameters with which `npm run shots` can open it in the demonstration mission. */
  readonly shot?: Readonly<Record<string, string>> | false;
}

/** A right that belongs to no single command or query (`places.see-exact-sites`). */
export interface PermissionDef {
  readonly name: string;
  readonly opens?: ProtectedClass;
}

export interface JobDef {
  readonly name: `${string}.${string}`;
  /** Cron in the mission's time zone, when it runs by itself. */
  readonly schedule?: string;
}

export interface ModuleDef {
  readonly name: string;
  readonly commands: readonly CommandDef[];
  readonly queries: readonly QueryDef[];
  readonly feeds: readonly FeedDef[];
  readonly packs: readonly PackDef[];
  readonly events: readonly EventDef[];
  readonly problems: readonly ProblemCatalogue[];
  readonly permissions: readonly PermissionDef[];
  readonly pages: readonly PageDef[];
  readonly jobs: readonly JobDef[];
}

/** A room's manifest: neutral, so that server, browser, generators and tests read the same list. */
export function defineModule(def: { name: string } & Partial<Omit<ModuleDef, 'name'>>): ModuleDef {
  return { commands: [], queries: [], feeds: [], packs: [], events: [], problems: [], permissions: [], pages: [], jobs: [], ...def };
}

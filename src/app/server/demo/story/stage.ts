import type { Id } from '#foundation/ids.ts';
import { listUsers } from '#kernel/access/contract/users.ts';
import { listItems } from '#kernel/goods/contract/items.ts';
import { listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { listGrants } from '#kernel/orgs/contract/grants.ts';
import { listOrganisations } from '#kernel/orgs/contract/organisations.ts';
import { listSites } from '#kernel/places/contract/sites.ts';
import { grants, orgs } from '../cast.ts';
import type { Player } from '../player.ts';
import { users } from '../users.ts';
import { newBooks } from './books.ts';
import type { Books } from './books.ts';

export interface StageItem {
  readonly id: Id;
  readonly code: string;
  readonly kg: number;
  readonly litres: number;
  readonly tracked: boolean;
  readonly shelfLifeDays: number | null;
}

/** Who and what the story is played with, found by the names that the cast bears. */
export interface Stage {
  user(key: string): Id;
  org(key: string): Id;
  grant(key: string): Id;
  grantOfCode(code: string): Id;
  item(code: string): StageItem;
  itemOfId(id: Id): StageItem;
  place(code: string): Id;
  site(code: string): Id;
  readonly books: Books;
  /** Lots by item and number, as the story entered them. */
  readonly lots: Map<string, Id>;
  /** The last day of lots that have one. */
  readonly ends: Map<Id, string>;
}

const all = { limit: 1000 } as const;
function finder<T>(what: string, rows: ReadonlyMap<string, T>): (key: string) => T {
  return (key) => {
    const found = rows.get(key);
    if (found === undefined) throw new Error(`the story has no ${what} ${key}`);
    return found;
  };
}
const byKey = <R>(rows: readonly R[], key: (row: R) => string | null) =>
  new Map(rows.flatMap((row): [string, R][] => (key(row) === null ? [] : [[key(row)!, row]])));

export async function setStage(player: Player): Promise<Stage> {
  const people = byKey((await player.ask(listUsers, all)).rows, (row) => row.email);
  const orgRows = byKey((await player.ask(listOrganisations, all)).rows, (row) => row.acronym);
  const grantRows = byKey((await player.ask(listGrants, all)).rows, (row) => row.code);
  const siteRows = byKey((await player.ask(listSites, all)).rows, (row) => row.code);
  const placeRows = byKey((await player.ask(listPlaces, all)).rows, (row) => row.code);
  const items = (await player.ask(listItems, all)).rows.map((row): StageItem => ({
    id: row.id,
    code: row.code,
    kg: (row.weightG ?? 0) / 1000,
    litres: (row.volumeCm3 ?? 0) / 1000,
    tracked: row.tracking === 'lot',
    shelfLifeDays: row.shelfLifeDays,
  }));
  const user = finder('user', people);
  const org = finder('organisation', orgRows);
  const grant = finder('grant', grantRows);
  const site = finder('site', siteRows);
  const place = finder('place', placeRows);
  return {
    user: (key) => user(users.find((row) => row.key === key)!.email).id,
    org: (key) => org(orgs.find((row) => row.key === key)!.acronym).id,
    grant: (key) => grant(grants.find((row) => row.key === key)!.code).id,
    grantOfCode: (code) => grant(code).id,
    item: finder(
      'item',
      byKey(items, (row) => row.code),
    ),
    itemOfId: finder(
      'item',
      byKey(items, (row) => row.id),
    ),
    place: (code) => place(code).id,
    site: (code) => site(code).id,
    books: newBooks(),
    lots: new Map(),
    ends: new Map(),
  };
}

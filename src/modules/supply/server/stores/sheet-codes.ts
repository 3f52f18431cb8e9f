import { createHash } from 'node:crypto';
import { fold } from '#foundation/fold.ts';
import { languages, translate } from '#foundation/i18n/server.ts';
import { newId } from '#foundation/ids.ts';
import type { ImportFile, ImportRow, RowFault } from '#foundation/import.ts';
import { isCurrency, minorDigits } from '#foundation/money.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { findCodes } from './opening.repo.ts';
import type { CodesFound } from './opening.repo.ts';
import { positionOf } from './shared.ts';

export type Values = Readonly<Record<string, unknown>>;
export const text = (values: Values, key: string) => values[key] as string | undefined;
/** A code as it is kept; a Turkish sheet may have made an İ of its i. */
const upper = (values: Values, key: string) => text(values, key)?.toUpperCase().replaceAll('İ', 'I');
const lower = (values: Values, key: string) => text(values, key)?.toLowerCase();

/** What the rows of a sheet name by code, as the mission knows it. */
export interface Known {
  readonly places: ReadonlyMap<string, CodesFound['places'][number]>;
  readonly items: ReadonlyMap<string, CodesFound['items'][number]>;
  readonly grants: ReadonlyMap<string, string>;
  /** Organisations by acronym or name, and the words for owners that are none. */
  readonly owners: ReadonlyMap<string, string>;
}

/** @param orgs columns that name an organisation by its acronym or name. */
export async function knownOf(ctx: RequestContext, rows: readonly ImportRow[], orgs: readonly string[]): Promise<Known> {
  const all = (key: string, of = upper) => rows.flatMap(({ values }) => of(values, key) ?? []);
  const found = await findCodes.one(ctx.tx, {
    places: [...new Set(all('place'))],
    items: [...new Set(all('item'))],
    grants: [...new Set(all('grant'))],
    owners: [...new Set(orgs.flatMap((key) => all(key, lower)))],
  });
  return {
    places: new Map(found.places.map((row) => [row.code, row])),
    items: new Map(found.items.map((row) => [row.code, row])),
    grants: new Map(found.grants.map((row) => [row.code, row.id])),
    owners: new Map([...found.owners.map((row) => [row.key, row.id] as const), ...nobodysOwners()]),
  };
}

/** Owners that are no organisation, by the words that lists show in each language. */
function nobodysOwners(): [string, string][] {
  return ['own', 'government', 'unknown'].flatMap((owner) => {
    const words = languages.map((language) => translate(language, `goods.owner-${owner}`).toLowerCase());
    return [owner, ...words].map((word): [string, string] => [word, owner]);
  });
}

export type Fault = (column: string, code: string, figures?: RowFault['figures']) => void;
/** Where a row's faults are gathered. */
export function faultsOf(): { faults: RowFault[]; fault: Fault } {
  const faults: RowFault[] = [];
  return { faults, fault: (column, code, figures) => faults.push({ column, code: `supply.${code}`, ...(figures ? { figures } : {}) }) };
}

/** The goods that a row means; whatever of it is not known is said at its cell. */
export function goodsOf(ctx: RequestContext, permission: string, values: Values, { known, fault }: { known: Known; fault: Fault }) {
  const [placeCode, itemCode, grantCode, packCode] = ['place', 'item', 'grant', 'pack'].map((key) => upper(values, key));
  const [owner, lot] = [lower(values, 'owner'), text(values, 'lot')];
  const place = known.places.get(placeCode ?? '');
  const item = known.items.get(itemCode ?? '');
  const grant = grantCode === undefined ? undefined : known.grants.get(grantCode);
  const pack = packCode === undefined ? undefined : item?.packs.find((one) => one.code === packCode);
  if (placeCode && place?.status !== 'open') fault('place', 'opening-place-unknown', { place: text(values, 'place')! });
  if (place && !ctx.can(permission, positionOf({ areas: place.areas, site_id: place.site, org_id: place.org })))
    fault('place', 'opening-out-of-reach', { place: place.code });
  if (itemCode && !item) fault('item', 'opening-item-unknown', { item: text(values, 'item')! });
  if (grantCode !== undefined && grant === undefined) fault('grant', 'opening-grant-unknown', { grant: grantCode });
  if (owner !== undefined && !known.owners.has(owner)) fault('owner', 'opening-owner-unknown', { owner: text(values, 'owner')! });
  if (packCode !== undefined && item && !pack) fault('pack', 'opening-pack-unknown', { pack: packCode });
  return { place, item, grant, pack, owner: owner === undefined ? undefined : known.owners.get(owner), lot };
}

/** The lot as the sheet names it; its id follows from the file, so that a chunk sent again names the same. */
export function lotOf(file: ImportFile, itemId: string, code: string, values: Values) {
  const currency = upper(values, 'currency');
  const cost = values['unitCost'] as number | undefined;
  const priced = cost !== undefined && currency !== undefined && isCurrency(currency);
  return {
    id: idFrom(`${file.id} ${itemId} ${fold(code)}`),
    code,
    ...(text(values, 'expiresOn') ? { expiresOn: text(values, 'expiresOn')! } : {}),
    ...(priced ? { unitCost: { minor: Math.round(cost * 10 ** minorDigits(currency)), currency } } : {}),
  };
}

/** An id that follows from words: the same words give the same id. */
export function idFrom(words: string): string {
  const digest = createHash('sha256').update(words).digest();
  return newId(Date.parse('2020-01-01T00:00:00Z'), (count) => digest.subarray(0, count));
}

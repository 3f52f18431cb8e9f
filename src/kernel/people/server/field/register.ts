import { createHmac, randomBytes } from 'node:crypto';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { servePack } from '#foundation/pipeline/packs.ts';
import { carrySearch, registerPack } from '../../contract/field/register.ts';
import { consentText } from '../../domain/consent-text.ts';
import type { KnownPerson } from '../../contract/field/register.ts';
import { problems } from '../../contract/problems.ts';
import type { IdentifierType } from '../../domain/identifiers.ts';
import { matchTerms } from '../../domain/match-terms.ts';
import { each, factsOf } from '../records.ts';
import type { ContactRecord, PersonRecord } from '../records.ts';
import { openSealed } from '../sealing.ts';
import { findRegisterArea, findRegisterSite, listBelow, listCarried, listDistrictOffers, listSiteOffers } from './register.repo.ts';
import type { CarriedRow } from './register.repo.ts';

const day = 86_400_000;
/** Days a place stays readable on a phone. */
const days = 3;
/** Persons whose hashes one phone carries. */
const most = 3000;

const reachOf = (ctx: RequestContext) => ctx.reach(registerPack.name, { areas: 'a.lineage' });
const siteReach = (ctx: RequestContext) => ctx.reach(registerPack.name, { areas: 'a.lineage', site: 's.id' });
/** A place by its code, and as each language calls it. */
const calledBy = ({ code, names }: { code: string; names: Readonly<Record<string, string>> }) => ({ title: code, names });
const untilOf = (ctx: RequestContext) => new Date(Math.ceil(ctx.now.getTime() / day) * day + (days - 1) * day);

export const serveRegister = servePack(
  registerPack,
  async (ctx, { area, site: siteId }) => {
    const site = siteId ? await findRegisterSite.maybe(ctx.tx, { id: siteId, area, reach: siteReach(ctx) }) : undefined;
    if (siteId && !site) throw problems.problem('area-unknown');
    const found = await findRegisterArea.maybe(ctx.tx, { area });
    if (!found || !(site || ctx.can(registerPack.name, { areas: found.lineage }))) throw problems.problem('area-unknown');
    const places = site || found.level < 2 ? [] : await listBelow.all(ctx.tx, { area });
    const key = found.level >= 2 && ctx.can(carrySearch.name, { areas: found.lineage, ...(site ? { sites: [site.id] } : {}) });
    const searchKey = key ? randomBytes(32) : null;
    const known = searchKey ? await carried(ctx, { area, siteId: site?.id ?? null }, searchKey) : [];
    return {
      ...calledBy(site ?? { code: found.pcode, names: found.names }),
      until: untilOf(ctx),
      data: {
        area: { pcode: found.pcode, names: found.names },
        site: site ? { id: site.id, names: site.names } : null,
        places,
        consentText,
        searchKey: searchKey?.toString('base64url') ?? null,
        known,
      },
    };
  },
  async (ctx) => {
    const sites = await listSiteOffers.all(ctx.tx, { reach: siteReach(ctx) });
    const rows = [...sites, ...(await listDistrictOffers.all(ctx.tx, { reach: reachOf(ctx) }))];
    return rows.map((row) => ({
      params: { area: row.area, ...(row.site ? { site: row.site } : {}) },
      ...calledBy(row),
      until: untilOf(ctx),
    }));
  },
);

/** Hashes under a key that only this pack has: two phones' packs say nothing together. */
async function carried(ctx: RequestContext, at: { area: string; siteId: string | null }, key: Buffer): Promise<KnownPerson[]> {
  const reach = ctx.reach(carrySearch.name, { areas: 'p.areas', site: 'p.site_id' });
  const rows = await listCarried.all(ctx.tx, { ...at, reach, limit: most });
  const hash = (term: string) => createHmac('sha256', key).update(term).digest('hex').slice(0, 8);
  const known: KnownPerson[] = [];
  for (const row of rows) {
    const terms = await termsOf(ctx, row);
    if (terms.length > 0) known.push({ number: row.number, household: row.household, keys: [...new Set(terms.map(hash))] });
  }
  return known;
}

async function termsOf(ctx: RequestContext, row: CarriedRow): Promise<readonly string[]> {
  const record = await openSealed<PersonRecord>(ctx.tx, row.sealed);
  if (!record) return [];
  const contacts = await openSealed<ContactRecord>(ctx.tx, row.contacts);
  const identifiers = await each(row.identifiers ?? [], async (one) => ({
    type: one.type as IdentifierType,
    country: one.country,
    value: (await openSealed<string>(ctx.tx, Buffer.from(one.sealed, 'hex'))) ?? '',
  }));
  const birth = row.birth_date && row.birth_precision ? { date: row.birth_date, precision: row.birth_precision } : undefined;
  const said = { names: record.names, sex: row.sex ?? undefined, birth, identifiers, phones: contacts?.phones ?? [] };
  return matchTerms(factsOf(said, row.areas)).blocks;
}

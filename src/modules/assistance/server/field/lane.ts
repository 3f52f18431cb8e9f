import { listPublicKeys } from '#foundation/keys/signing-keys.repo.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { servePack } from '#foundation/pipeline/packs.ts';
import { toBase64Url } from '#foundation/signed-code.ts';
import { dayIn } from '#foundation/time.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { headNames, pinTags } from '#kernel/people/server/index.ts';
import { lanePack, takeOverLane } from '../../contract/field/lane.ts';
import type { LanePack, LaneToken } from '../../contract/field/lane.ts';
import { problems } from '../../contract/problems.ts';
import { listTokenHouseholds } from '../register-list.repo.ts';
import { getEventOf, mark } from '../shared.ts';
import { findLanePack, listLaneOffers } from './lane.repo.ts';
import type { LaneReach } from './lane.repo.ts';

const day = 86_400_000;
const reachOf = async (ctx: RequestContext): Promise<LaneReach> => ({
  reach: ctx.reach(lanePack.name, { areas: 'a.lineage', site: 'e.site_id', org: 'e.org_id' }),
  onlyOrg: await onlyOrg(ctx),
});
/** Readable until two days after the distribution; a day that was put off still has the evening and the next day. */
const untilOf = (ctx: RequestContext, givesOn: string) =>
  new Date(Math.max(Date.parse(`${givesOn}T00:00:00Z`) + 3 * day, Math.ceil(ctx.now.getTime() / day) * day + day));

const keysOf = async (ctx: RequestContext) =>
  (await listPublicKeys.all(ctx.tx, {})).map(({ id, public_key: key }) => ({ id, key: toBase64Url(key) }));

/** Names beside the tokens of households that whoever takes the pack may see; of the others the number must do. */
async function withNames<P extends Pick<LanePack, 'eventId' | 'tokens' | 'others'>>(ctx: RequestContext, pack: P): Promise<P> {
  const households = new Map(
    (await listTokenHouseholds.all(ctx.tx, { eventId: pack.eventId })).map((row) => [row.token_hash, row.household_id]),
  );
  const names = await headNames(ctx, [...new Set(households.values())]);
  const named = <T extends LaneToken>(token: T): T => {
    const name = names.get(households.get(token.hash) ?? '');
    return name ? { ...token, name } : token;
  };
  return { ...pack, tokens: pack.tokens.map(named), others: pack.others.map(named) };
}

/** Beside each token a few bits of the PIN that its household chose: no right to the household is needed to hear yes or no. */
async function withPins<P extends Pick<LanePack, 'eventId' | 'tokens' | 'others'>>(
  ctx: RequestContext,
  pack: P,
): Promise<P & Pick<LanePack, 'pinKey'>> {
  const rows = await listTokenHouseholds.all(ctx.tx, { eventId: pack.eventId });
  const of = rows.map((row) => ({ householdId: row.household_id, token: row.token_hash }));
  const found = rows.length > 0 ? await pinTags(ctx, of) : undefined;
  const tagged = <T extends LaneToken>(token: T): T => {
    const pin = found?.tags.get(token.hash);
    return pin ? { ...token, pin } : token;
  };
  return { ...pack, tokens: pack.tokens.map(tagged), others: pack.others.map(tagged), pinKey: found?.key ?? null };
}

export const serveLane = servePack(
  lanePack,
  async (ctx, { lane }) => {
    const found = await findLanePack.maybe(ctx.tx, { ...(await reachOf(ctx)), laneId: lane });
    if (!found) throw problems.problem('lane-not-found');
    const { givesOn, stoppedAt, names, ...data } = found;
    const named = names ? await withNames(ctx, data) : data;
    const told = await withPins(ctx, named);
    return {
      title: `${found.number} · ${found.lane}`,
      until: untilOf(ctx, givesOn),
      data: { ...told, keys: await keysOf(ctx), stoppedAt: stoppedAt?.toISOString() ?? null },
    };
  },
  async (ctx) => {
    const on = (days: number) => dayIn(ctx.mission.timeZone, new Date(ctx.now.getTime() + days * day));
    const rows = await listLaneOffers.all(ctx.tx, { ...(await reachOf(ctx)), from: on(-2), to: on(3) });
    return rows.map((row) => ({ params: { lane: row.laneId }, title: `${row.number} · ${row.lane}`, until: untilOf(ctx, row.givesOn) }));
  },
);

export const handleTakeOverLane = handle(takeOverLane, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, takeOverLane.name, true);
  await mark(ctx, event, 'lane-taken-over', { lane: input.from, served: input.served.length });
  return {};
});

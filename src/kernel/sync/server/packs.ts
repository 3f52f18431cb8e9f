import { createHash } from 'node:crypto';
import { canonicalJson } from '#foundation/canonical.ts';
import { packId } from '#foundation/pack.ts';
import { parseInput } from '#foundation/pipeline/envelope.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import type { PipelineDeps, Request } from '#foundation/pipeline/execute.ts';
import { commonProblems } from '#foundation/problem.ts';
import { PackAnswer } from '../contract/packs.ts';
import type { PackOffers } from '../contract/packs.ts';
import { syncProblems } from '../contract/problems.ts';
import { listPackSizes, notePack } from './packs.repo.ts';

type Offers = ReturnType<typeof PackOffers.parse>;

/** Makes one pack for whoever asks, and notes which device took it: a lost phone's data can then be named. */
export async function takePack(
  deps: PipelineDeps,
  request: Request,
  name: string,
  asked: { params: Record<string, unknown>; have?: string | undefined },
): Promise<PackAnswer> {
  const handler = deps.registry.packs.get(name);
  if (!handler) throw syncProblems.problem('pack-unknown', { name });
  const { def } = handler;
  return inRequest(deps, request, null, async ({ ctx }) => {
    if (!ctx.can(def.name)) throw commonProblems.problem('not-permitted', { permission: def.name });
    const params = parseInput(def.params, asked.params);
    const made = await handler.make(ctx, params as never);
    if (made.until <= ctx.now) throw syncProblems.problem('pack-over', { until: made.until.toISOString() });
    // The shape is a leak guard: what it does not declare does not leave.
    const data = def.shape.parse(made.data);
    const version = made.version ?? createHash('sha256').update(canonicalJson(data)).digest('base64url').slice(0, 16);
    const at = ctx.now.toISOString();
    if (ctx.actor.device) {
      const bytes = Buffer.byteLength(JSON.stringify(data));
      const noted = { deviceId: ctx.actor.device, pack: name, packId: packId(params), title: made.title, version, at, bytes };
      await notePack.run(ctx.tx, { ...noted, until: made.until.toISOString() });
    }
    if (def.sensitive) await deps.ports.audit.logRead(ctx.tx, { actor: ctx.actor, query: name, subject: params, rows: 1, at: ctx.now });
    const same = asked.have === version;
    return PackAnswer.parse({
      name,
      params,
      title: made.title,
      until: made.until.toISOString(),
      shape: def.version,
      version,
      madeAt: at,
      ...(same ? {} : { data }),
    });
  });
}

/** What this actor would want on a device now, of every room. */
export async function offeredPacks(deps: PipelineDeps, request: Request): Promise<Offers> {
  return inRequest(
    deps,
    request,
    null,
    async ({ ctx }) => {
      const packs: Offers['packs'] = [];
      const sizes = new Map((await listPackSizes.all(ctx.tx, {})).map((row) => [`${row.pack} ${row.packId ?? ''}`, row.bytes]));
      for (const handler of deps.registry.packs.values()) {
        if (!ctx.can(handler.def.name)) continue;
        for (const offer of await handler.offers(ctx))
          packs.push({
            name: handler.def.name,
            params: parseInput(handler.def.params, offer.params) as Offers['packs'][number]['params'],
            title: offer.title,
            until: offer.until.toISOString(),
            bytes:
              sizes.get(`${handler.def.name} ${packId(offer.params as Record<string, unknown>)}`) ??
              sizes.get(`${handler.def.name} `) ??
              null,
          });
      }
      return { packs, now: ctx.now.toISOString() };
    },
    true,
  );
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '#foundation/canonical.ts';
import { packId, packTitle } from '#foundation/pack.ts';
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
      const noted = {
        deviceId: ctx.actor.device,
        pack: name,
        packId: packId(params),
        title: packTitle(made, ctx.actor.language),
        version,
        at,
        bytes,
      };
      await notePack.run(ctx.tx, { ...noted, until: made.until.toISOString() });
    }
    if (def.sensitive) await deps.ports.audit.logRead(ctx.tx, { actor: ctx.actor, query: name, subject: params, rows: 1, at: ctx.now });
    const same = asked.have === version;
    return PackAnswer.parse({
      name,
      params,
      title: made.title,
      ...(made.names ? { names: made.names } : {}),
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
      const offered: Omit<Offers['packs'][number], 'bytes'>[] = [];
      for (const { def, offers } of deps.registry.packs.values()) {
        if (!ctx.can(def.name)) continue;
        for (const { params, title, names, until } of await offers(ctx))
          offered.push({
            name: def.name,
            params: parseInput(def.params, params) as Offers['packs'][number]['params'],
            title,
            ...(names ? { names } : {}),
            until: until.toISOString(),
          });
      }
      const packs = offered.map(({ name }) => name);
      const ids = offered.map(({ params }) => packId(params));
      const sizes = offered.length > 0 ? await listPackSizes.all(ctx.tx, { packs, ids }) : [];
      return { packs: offered.map((one, at) => ({ ...one, bytes: sizes[at]?.bytes ?? null })), now: ctx.now.toISOString() };
    },
    true,
  );
}

import { newId } from '#foundation/ids.ts';
import { fold } from '#foundation/fold.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow, RowFault, RowOutcome } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { parseDecimal, toSmallest, unit } from '#foundation/quantity.ts';
import type * as z from 'zod';
import { mustBeOwn, onlyOrg } from '#kernel/access/server/index.ts';
import { numberFor } from '#kernel/orgs/server/index.ts';
import { importRequests, requestsImport } from '../../contract/requests/imports.ts';
import { problems } from '../../contract/requests/problems.ts';
import { listItemsSaid, listPlansSaid } from './imports.repo.ts';
import type { ItemSaid, PlanSaid } from './imports.repo.ts';
import { findPlan } from './plans.repo.ts';
import type { PlanFound } from './plans.repo.ts';
import { findByReference, insertLines, insertRequest } from './requests.repo.ts';
import type { LineWrite } from './requests.repo.ts';

type Values = Readonly<Record<string, unknown>>;
const text = (values: Values, key: string) => (values[key] as string | undefined)?.trim();

/** Lines of requests by spreadsheet. */
export const importsRequests: ImportHandler = {
  def: requestsImport,
  chunk: 500,
  keyOf: (values) => {
    const parts = ['plan', 'reference', 'item'].map((key) => fold(text(values, key) ?? ''));
    return parts.includes('') ? null : parts.join('/');
  },
  judge: judgeRows,
  command: (rows) => ({ def: importRequests as never, input: { rows: rows.map((row) => row.ready) } }),
  outcomes: (result) => (result as z.output<typeof importRequests.result>).outcomes as RowOutcome[],
};

async function judgeRows(ctx: RequestContext, _file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const plans = await listPlansSaid.all(ctx.tx, { numbers: said(rows, 'plan'), onlyOrg: await onlyOrg(ctx) });
  const items = await listItemsSaid.all(ctx.tx, { texts: said(rows, 'item') });
  const references = said(rows, 'reference');
  const known = await findByReference.all(ctx.tx, { planIds: plans.map((plan) => plan.id), references });
  const named = new Set<string>();
  return rows.map(({ row, values }): JudgedRow => {
    const faults: RowFault[] = [];
    const plan = planOf(ctx, plans, text(values, 'plan'), faults);
    const item = itemOf(items, text(values, 'item'), faults);
    const amount = item && amountOf(values, item, faults);
    const day = text(values, 'neededOn');
    if (plan && day !== undefined && day > plan.gives_on)
      faults.push({ column: 'neededOn', code: 'supply.request-after-plan', figures: { neededOn: day, givesOn: plan.gives_on } });
    const request = known.find((one) => one.plan_id === plan?.id && one.reference === text(values, 'reference'));
    if (request && request.state !== 'draft')
      faults.push({ column: 'reference', code: 'supply.request-state', figures: { request: request.number, state: request.state } });
    // By its code here and by its name there, it is one item all the same.
    const key = `${plan?.id} ${text(values, 'reference')} ${item?.id}`;
    if (plan && item && named.has(key)) faults.push({ column: 'item', code: 'supply.request-item-twice' });
    named.add(key);
    if (faults.length > 0 || !plan || !item || amount === undefined || text(values, 'reference') === undefined) return { row, faults };
    if (request?.items.includes(item.id)) return { row, faults, effect: 'unchanged' };
    const ready = { lineId: newId(), planId: plan.id, reference: text(values, 'reference'), itemId: item.id, ...amount };
    const more = Object.fromEntries([['neededOn', day] as const, ['note', text(values, 'note')] as const].filter(([, value]) => value));
    return { row, faults, effect: request ? 'changed' : 'new', ready: { ...ready, ...more } };
  });
}
const said = (rows: readonly ImportRow[], key: string) => [...new Set(rows.flatMap(({ values }) => text(values, key) ?? []))];

function planOf(ctx: RequestContext, plans: readonly PlanSaid[], typed: string | undefined, faults: RowFault[]): PlanSaid | undefined {
  if (typed === undefined) return undefined;
  const plan = plans.find((one) => one.number === typed.toUpperCase());
  // A plan of others is no plan: its number must not tell that it exists.
  if (!plan || !ctx.can(importRequests.name, { orgs: [plan.org_id], sites: [plan.site_id], areas: plan.lineage }))
    faults.push({ column: 'plan', code: 'supply.plan-not-found' });
  else if (plan.status === 'closed') faults.push({ column: 'plan', code: 'supply.plan-closed', figures: { plan: plan.number } });
  else return plan;
  return undefined;
}

function itemOf(items: readonly ItemSaid[], typed: string | undefined, faults: RowFault[]): ItemSaid | undefined {
  if (typed === undefined) return undefined;
  const key = fold(typed);
  const fits = items.filter((item) => item.words.some((word) => fold(word) === key));
  const item = fits.find((one) => fold(one.code) === key) ?? (fits.length === 1 ? fits[0] : undefined);
  if (!item)
    faults.push({
      column: 'item',
      code: 'supply.item-unknown',
      figures: { items: fits.length },
      suggestions: fits.slice(0, 5).map((one) => ({ value: one.code, label: `${one.code} ${one.name_en}` })),
    });
  return item;
}

/** So many of the smallest unit, or of a pack by its exact ratio. */
function amountOf(values: Values, item: ItemSaid, faults: RowFault[]): { qty: number; packCode?: string } | undefined {
  const typed = values['quantity'] as number | undefined;
  if (typed === undefined) return undefined;
  const wanted = text(values, 'pack');
  const pack =
    wanted === undefined ? undefined : item.packs.find((one) => [one.code, one.kind].some((word) => fold(word) === fold(wanted)));
  if (wanted !== undefined && !pack && fold(wanted) !== fold(item.unit)) {
    const suggestions = item.packs.map((one) => ({ value: one.code, label: `${one.code} (${one.smallest})` }));
    faults.push({ column: 'pack', code: 'supply.pack-unknown', figures: { pack: wanted }, suggestions });
    return undefined;
  }
  try {
    const of = pack ? unit(pack.code, pack.smallest, pack.per) : unit(item.unit, 1);
    const qty = toSmallest(parseDecimal(String(typed), { decimal: '.' }), of);
    if (qty >= 1) return { qty, ...(pack ? { packCode: pack.code } : {}) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  faults.push({ column: 'quantity', code: 'quantity.not-whole', figures: { count: String(typed), unit: pack?.code ?? item.unit } });
  return undefined;
}

type Row = z.output<typeof importRequests.input>['rows'][number];

type Outcome = z.input<typeof importRequests.result>['outcomes'][number];

export const handleImportRequests = handle(importRequests, async (ctx, { rows }) => {
  const outcomes = new Map<Row, Outcome>();
  const ids = new Set<string>();
  for (const [, of] of Map.groupBy(rows, (row) => `${row.planId} ${row.reference}`)) {
    const ready = await readyOrRefused(ctx, of);
    if (ready instanceof Problem) for (const row of of) outcomes.set(row, refusedBy(ready));
    else {
      ids.add(await writeRequest(ctx, ready));
      for (const row of of) outcomes.set(row, ready.outcomes.get(row)!);
    }
  }
  return { outcomes: rows.map((row) => outcomes.get(row)!), requests: [...ids] };
});

const refusedBy = ({ code, figures }: Problem): Outcome => ({ state: 'refused', code, figures: figures as never });

interface Ready {
  readonly plan: PlanFound;
  readonly rows: readonly Row[];
  readonly known: string | undefined;
  readonly lines: readonly LineWrite[];
  readonly outcomes: ReadonlyMap<Row, Outcome>;
}

/**
 * Whatever speaks against the rows of a request is found before anything is written: no empty draft stays behind. What the
 * database refuses while it is written is nobody's row: the command is refused whole, and sent again in halves.
 */
async function readyOrRefused(ctx: CommandContext, rows: readonly Row[]): Promise<Ready | Problem> {
  try {
    return await readyRequest(ctx, rows);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error;
    throw error;
  }
}

async function readyRequest(ctx: CommandContext, rows: readonly Row[]): Promise<Ready> {
  const { planId, reference } = rows[0]!;
  const plan = await findPlan.maybe(ctx.tx, { id: planId, lock: false });
  if (!plan) throw problems.problem('plan-not-found');
  await mustBeOwn(ctx, plan.org_id, importRequests.name);
  const at = { orgs: [plan.org_id], sites: [plan.site_id], areas: plan.lineage };
  if (!ctx.can(importRequests.name, at)) throw problems.problem('plan-not-found');
  if (plan.status === 'closed') throw problems.problem('plan-closed', { plan: plan.number });
  const [known] = await findByReference.all(ctx.tx, { planIds: [planId], references: [reference] });
  if (known && known.state !== 'draft') throw problems.problem('request-state', { request: known.number, state: known.state });
  const there = new Set(known?.items ?? []);
  const fresh = new Map<string, Row>();
  for (const row of rows) if (!there.has(row.itemId) && !fresh.has(row.itemId)) fresh.set(row.itemId, row);
  const items = new Map((await listItemsSaid.all(ctx.tx, { texts: [], ids: [...fresh.keys()] })).map((item) => [item.id, item]));
  const lines = [...fresh.values()].map((row) => lineOf(row, items.get(row.itemId)));
  const outcomeOf = (row: Row): Outcome => {
    if (there.has(row.itemId)) return { state: 'same' };
    return fresh.get(row.itemId) === row ? { state: 'applied' } : refusedBy(problems.problem('request-item-twice'));
  };
  return { plan, rows, known: known?.id, lines, outcomes: new Map(rows.map((row) => [row, outcomeOf(row)])) };
}

/** One request of the sheet: a new draft, or lines that join the draft of that reference. */
async function writeRequest(ctx: CommandContext, { plan, rows, known, lines }: Ready): Promise<string> {
  const id = known ?? newId(ctx.now.getTime());
  if (!known) await openDraft(ctx, id, rows, plan);
  await insertLines.run(ctx.tx, { requestId: id, lines });
  ctx.touch('supply-request', id);
  return id;
}

async function openDraft(
  ctx: CommandContext,
  id: string,
  rows: readonly Row[],
  plan: { id: string; lineage: string[]; site_id: string; gives_on: string; org_kind: string },
) {
  const days = rows.flatMap((row) => row.neededOn ?? []).toSorted();
  await insertRequest.run(ctx.tx, {
    id,
    number: await numberFor(ctx, 'RQ', plan.lineage, { kind: 'supply-request', id }),
    planId: plan.id,
    origin: plan.org_kind === 'own' ? 'office' : 'partner',
    officeId: null,
    siteId: plan.site_id,
    // The earliest day that any of its rows names.
    neededOn: days[0] ?? plan.gives_on,
    reference: rows[0]!.reference,
    note: null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
}

function lineOf(row: Row, item: ItemSaid | undefined): LineWrite {
  if (!item) throw problems.problem('item-unknown', { items: 1 });
  const pack = item.packs.find((one) => one.code === row.packCode);
  return {
    id: row.lineId,
    itemId: row.itemId,
    qty: row.qty,
    packCode: pack?.code ?? null,
    packCount: pack ? (row.qty * pack.per) / pack.smallest : null,
    packSmallest: pack?.smallest ?? null,
    packPer: pack?.per ?? null,
    note: row.note ?? null,
  };
}

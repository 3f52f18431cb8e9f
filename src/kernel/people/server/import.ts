import { translate, languages } from '#foundation/i18n/server.ts';
import { fold } from '#foundation/fold.ts';
import { newId } from '#foundation/ids.ts';
import type { ImportFile, ImportHandler, ImportRow, JudgedRow, RowFault, RowOutcome } from '#foundation/import.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { commonProblems, Problem } from '#foundation/problem.ts';
import { dayIn } from '#foundation/time.ts';
import { resolveAreas } from '#kernel/places/server/index.ts';
import type * as z from 'zod';
import { householdsImport, importHouseholds } from '../contract/import.ts';
import { problems } from '../contract/problems.ts';
import { getPerson } from '../contract/queries.ts';
import { otherNeeds } from '../domain/classes.ts';
import { birthOf, householdKey, identifiersOf, memberKey, namesOf, nationOf, needsOf } from './import-row.ts';
import { idTerm } from '../domain/match-terms.ts';
import { numberOf } from '../domain/numbers.ts';
import { enterPerson } from './enter.ts';
import type { EnterTo } from './enter.ts';
import { positionOf } from './find.ts';
import { findHousehold, insertHousehold, insertMember, listMembers } from './households.repo.ts';
import { settleHousehold } from './settle.ts';
import { findMatches, raisePairs } from './matching.ts';
import { findPerson, listRowsById } from './persons.repo.ts';
import { placeFor, raiseDispute } from './place.ts';
import { findActing } from './places.repo.ts';
import { each, factsOf } from './records.ts';
import { getHasher, sealFor } from './sealing.ts';
import type { Hasher } from './sealing.ts';

type Values = Readonly<Record<string, unknown>>;
type Row = z.output<typeof importHouseholds.input>['rows'][number];
type Outcome = z.input<typeof importHouseholds.result>['outcomes'][number];
const text = (values: Values, key: string) => values[key] as string | undefined;

/** Persons and households by spreadsheet. */
export const importsHouseholds: ImportHandler = {
  def: householdsImport,
  chunk: 200,
  keyOf: (values) => {
    const household = householdKey(values);
    return household === undefined ? null : `${household}/${memberKey(values)}`;
  },
  // A household begins with its head, wherever in the list that stands.
  rankOf: (values) => (values['relation'] === 'head' ? 0 : 1),
  judge: judgeRows,
  command: (rows) => ({ def: importHouseholds as never, input: { rows: rows.map((row) => row.ready) } }),
  outcomes: (result) => (result as z.output<typeof importHouseholds.result>).outcomes as RowOutcome[],
};

const needWords = new Map(
  otherNeeds.flatMap((need) => languages.map((language) => [fold(translate(language, `people.need-${need}`)), need] as const)),
);

/** An id that follows from a list's own keys, through the mission's key: the same row is the same person in every file. */
function keyedId(hasher: Hasher, kind: string, key: string): string {
  const bytes = hasher.full(`import.${kind}:${key}`);
  return newId(Date.UTC(2020, 0, 1), (count) => bytes.subarray(0, count));
}

interface View {
  readonly ctx: RequestContext;
  readonly file: ImportFile;
  readonly hasher: Hasher;
  readonly today: string;
  readonly heads: ReadonlySet<string>;
  /** Numbers of the rows of this chunk, and the first row that bears each. */
  readonly numbers: Map<string, number>;
}

async function judgeRows(ctx: RequestContext, file: ImportFile, rows: readonly ImportRow[]): Promise<JudgedRow[]> {
  const keys = [...new Set(rows.flatMap(({ values }) => householdKey(values) ?? []))];
  const view: View = {
    ctx,
    file,
    hasher: await getHasher(ctx.tx),
    today: dayIn(ctx.mission.timeZone, ctx.now),
    heads: await file.keysAmong(keys.map((key) => `${key}/head`)),
    numbers: new Map(),
  };
  const places = await resolveAreas(
    ctx,
    rows.map((row) => row.values),
    file.language,
  );
  return each(
    rows.map((row, at) => ({ row, place: places[at]! })),
    ({ row, place }) => judgeRow(view, row, place),
  );
}

async function judgeRow(
  view: View,
  { row, values }: ImportRow,
  place: Awaited<ReturnType<typeof resolveAreas>>[number],
): Promise<JudgedRow> {
  const { ctx, hasher } = view;
  const faults: RowFault[] = [];
  const key = householdKey(values);
  const names = namesOf(values);
  if (key === undefined) faults.push({ column: 'household', code: 'people.household-unkeyed' });
  if (!names.some((one) => one.part === 'given')) faults.push({ column: 'given', code: 'people.name-missing' });
  if (values['consent'] === false) faults.push({ column: 'consent', code: 'people.consent-refused' });
  if ('fault' in place) faults.push(place.fault);
  const birth = birthOf(values, view.today, view.file.language, (fault) => faults.push(fault));
  const needs = needsOf(values, needWords, (fault) => faults.push(fault));
  const householdId = key === undefined ? undefined : keyedId(hasher, 'household', key);
  const known = householdId && (await findHousehold.maybe(ctx.tx, { id: householdId }));
  if (householdId && !known && values['relation'] !== 'head' && !view.heads.has(`${key}/head`))
    faults.push({ column: 'relation', code: 'people.head-missing' });
  const position = known ? positionOf(known) : 'area' in place ? { areas: place.area.lineage } : undefined;
  if (position && !(ctx.can(importHouseholds.name, position) && ctx.can(getPerson.name, position)))
    faults.push({ column: 'area', code: 'people.beyond-reach' });
  const identifiers = identifiersOf(values);
  noteTwice(view, row, identifiers, faults);
  if (!householdId || faults.some((fault) => fault.level !== 'warning')) return { row, faults };
  const personId = keyedId(hasher, 'person', `${key}/${memberKey(values)}`);
  if (await findPerson.maybe(ctx.tx, { id: personId })) return { row, faults, effect: 'unchanged' };
  const phone = text(values, 'phone');
  const said = { names, sex: values['sex'] as 'f' | 'm' | undefined, birth, identifiers, phones: phone ? [phone] : [] };
  if ('area' in place) faults.push(...(await noteKnown(view, said, place.area.lineage)));
  const ready = {
    householdId,
    personId,
    membershipId: keyedId(hasher, 'member', `${key}/${memberKey(values)}`),
    relation: values['relation'],
    collector: values['collector'] === true ? 'primary' : 'none',
    area: known ? known.area : 'area' in place ? place.area.pcode : '',
    address: text(values, 'address'),
    on: text(values, 'on'),
    names,
    sex: said.sex,
    birth,
    nationality: nationOf(text(values, 'nationality')),
    identifiers,
    contacts: phone && phone.length >= 5 ? { phones: [phone.slice(0, 30)] } : undefined,
    needs,
  };
  return { row, faults, effect: 'new', ready: Object.fromEntries(Object.entries(ready).filter(([, value]) => value !== undefined)) };
}

function noteTwice({ numbers }: View, row: number, identifiers: ReturnType<typeof identifiersOf>, faults: RowFault[]): void {
  for (const one of identifiers.filter((each) => each.type !== 'family' && each.type !== 'other')) {
    const first = numbers.get(idTerm(one));
    if (first === undefined) numbers.set(idTerm(one), row);
    else if (first !== row) faults.push({ column: 'idNumber', code: 'people.twice-in-sheet', figures: { row: first }, level: 'warning' });
  }
}

/** Who may be this person already: within reach by number and chance, beyond it only that somebody is known. */
async function noteKnown(view: View, said: Parameters<typeof factsOf>[0], areas: readonly string[]): Promise<RowFault[]> {
  const found = await findMatches(view.ctx, view.hasher, factsOf(said, areas), { butNot: [], limit: 5 });
  const shown = await listRowsById.all(view.ctx.tx, { ids: found.filter((one) => one.visible).map((one) => one.person_id) });
  const best = found.find((one) => shown.some((row) => row.id === one.person_id));
  const number = best && shown.find((row) => row.id === best.person_id)?.number;
  if (best && number)
    return [
      {
        column: null,
        code: 'people.perhaps-known',
        figures: { number, percent: Math.round(best.probability * 100) },
        level: 'warning',
      },
    ];
  const beyond = found.some((one) => !one.visible && !one.restricted && one.zone === 'hold');
  return beyond ? [{ column: null, code: 'people.known-elsewhere', level: 'warning' }] : [];
}

export const handleImportHouseholds = handle(importHouseholds, async (ctx, { rows }) => {
  const outcomes = new Map<Row, Outcome>();
  let pairs = 0;
  for (const [householdId, of] of Map.groupBy(rows, (row) => row.householdId)) {
    try {
      pairs += await bringIn(ctx, householdId, of, outcomes);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      for (const row of of) outcomes.set(row, { state: 'refused', code: error.code, figures: error.figures as never });
    }
  }
  return { outcomes: rows.map((row) => outcomes.get(row)!), pairs };
});

/** Rows of one household: who is there stays as they are, the others come in; answers how many pairs opened. */
async function bringIn(ctx: CommandContext, householdId: string, rows: readonly Row[], outcomes: Map<Row, Outcome>): Promise<number> {
  const known = await findHousehold.maybe(ctx.tx, { id: householdId });
  const head = rows.find((row) => row.relation === 'head');
  if (!known && !head) throw problems.problem('head-missing');
  const place = await placeFor(ctx, { area: known?.area ?? head!.area, siteId: known?.site_id ?? undefined });
  if (!ctx.can(importHouseholds.name, positionOf(place)))
    throw commonProblems.problem('not-permitted', { permission: importHouseholds.name });
  const acting = await findActing.one(ctx.tx, {});
  const to: EnterTo = { place, fromOrg: acting.kind === 'own' ? null : acting.org_id, hasher: await getHasher(ctx.tx) };
  const today = dayIn(ctx.mission.timeZone, ctx.command.occurredAt);
  if (!known) await begin(ctx, householdId, head!, to);
  const entered = [];
  let disputed = 0;
  for (const row of rows) {
    if (await findPerson.maybe(ctx.tx, { id: row.personId })) {
      outcomes.set(row, { state: 'same' });
      continue;
    }
    const one = await enterPerson(ctx, row, to);
    const { membershipId: id, personId, relation, collector } = row;
    await insertMember.run(ctx.tx, { id, householdId, personId, relation, collector, from: row.on && row.on < today ? row.on : today });
    entered.push({ personId, facts: one.facts });
    disputed += one.disputed;
    outcomes.set(row, { state: 'applied' });
  }
  if (entered.length === 0) return 0;
  await settleHousehold(ctx, householdId, today);
  if (disputed > 0) await raiseDispute(ctx, householdId, place, disputed);
  const own = (await listMembers.all(ctx.tx, { householdId })).map((one) => one.id);
  const raised = await each(entered, (one) => raisePairs(ctx, to.hasher, one.personId, one.facts, own));
  return raised.reduce((sum, one) => sum + one, 0);
}

async function begin(ctx: CommandContext, id: string, head: Row, to: EnterTo): Promise<void> {
  await insertHousehold.run(ctx.tx, {
    id,
    number: numberOf('H', id),
    sealed: head.address ? await sealFor(ctx.tx, `household:${id}`, { address: head.address }) : null,
    area: to.place.area,
    areas: to.place.areas,
    siteId: to.place.site_id,
    fromOrg: to.fromOrg,
    restricted: false,
    flags: [],
    source: 'import',
    by: ctx.actor.userId,
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
  });
}

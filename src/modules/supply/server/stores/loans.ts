import { answer, handle } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { lendBetweenGrants, listLoans, payBackLoan } from '../../contract/stores/loans.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { decideLoan, decidePayback, sumByItem } from '../../domain/stores/loan.ts';
import { grantSeen, sortSeen } from '../grants.ts';
import { placeReach } from './documents.repo.ts';
import { addPaidBack, findGrants, insertLoan, listLoanRows, lockLoan, setLoanState } from './loans.repo.ts';
import { carryOut, orThrow, placesInside } from './shared.ts';

export const paybackDue = 'supply.payback-due';

export const handleLend = handle(lendBetweenGrants, async (ctx, input) => {
  await placesInside(
    ctx,
    input.placeId,
    input.lines.map((line) => line.at.place),
  );
  const grants = new Map((await findGrants.all(ctx.tx, { ids: [input.fromGrant, input.toGrant] })).map((grant) => [grant.id, grant]));
  const pair = { from: grants.get(input.fromGrant), to: grants.get(input.toGrant) };
  const moves = orThrow(decideLoan(pair, input, dayIn(ctx.mission.timeZone, ctx.now)));
  const { loanId: id, placeId, reason, photos, agreement: reference } = input;
  const { number } = await carryOut(ctx, { id, kind: 'loan', placeId, moves, asked: true, reason, reference, photos });
  const items = [...sumByItem(input.lines)].map(([item_id, lent]) => ({ item_id, lent }));
  await insertLoan.run(ctx.tx, {
    id,
    fromGrant: input.fromGrant,
    toGrant: input.toGrant,
    agreement: input.agreement,
    dueOn: input.dueOn,
    items,
  });
  for (const grant of [input.fromGrant, input.toGrant]) ctx.touch('grant', grant);
  return { number };
});

export const handlePayBack = handle(payBackLoan, async (ctx, input) => {
  await placesInside(
    ctx,
    input.placeId,
    input.lines.map((line) => line.at.place),
  );
  const loan = await lockLoan.maybe(ctx.tx, { id: input.loanId });
  if (!loan) throw storeProblems.problem('loan-not-found');
  const view = { state: loan.state, fromGrant: loan.from_grant, toGrant: loan.to_grant, toCode: loan.to_code, items: loan.items };
  const { moves, left } = orThrow(decidePayback(view, input.lines));
  const { documentId: id, placeId, reason } = input;
  const { number } = await carryOut(ctx, { id, kind: 'payback', placeId, moves, reason, subject: { kind: 'grant-loan', id: loan.id } });
  await addPaidBack.run(ctx.tx, { id: loan.id, rows: [...sumByItem(input.lines)].map(([item_id, qty]) => ({ item_id, qty })) });
  if (left === 0) {
    await setLoanState.run(ctx.tx, { id: loan.id, state: 'paid-back' });
    await ctx.settle(paybackDue, { kind: 'grant-loan', id: loan.id });
  }
  return { number, paidBack: left === 0 };
});

export const answerListLoans = answer(listLoans, async (ctx, input) => {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  const rows = await listLoanRows.all(ctx.tx, {
    reach: ctx.reach(listLoans.name, placeReach),
    state: input.state ?? null,
    grant: grantSeen(ctx, input.grantId ?? null),
    overdueOn: input.overdue ? today : null,
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  const shown = rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    fromGrant: grantSeen(ctx, row.from_grant),
    fromCode: grantSeen(ctx, row.from_code),
    toGrant: grantSeen(ctx, row.to_grant),
    toCode: grantSeen(ctx, row.to_code),
    agreement: row.agreement,
    dueOn: row.due_on,
    daysLeft: Math.round((Date.parse(row.due_on) - Date.parse(today)) / 86_400_000),
    placeId: row.place_id,
    placeCode: row.place_code,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    items: row.items,
  }));
  return { total: rows[0]?.total ?? 0, rows: shown };
});

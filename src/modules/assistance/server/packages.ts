import type * as z from 'zod';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { createPackage, getPackage, listPackages, retirePackage, revisePackage } from '../contract/packages.ts';
import { problems } from '../contract/problems.ts';
import { checkBands } from '../domain/entitlement.ts';
import {
  countItems,
  findPackage,
  getPackageRow,
  insertPackage,
  insertVersion,
  listPackageLines,
  listPackageRows,
  listVersions,
  retirePackageRow,
} from './packages.repo.ts';

type Lines = z.output<typeof createPackage.input>['lines'];

async function bandsOf(ctx: CommandContext, lines: Lines) {
  const bands = lines.map((line) => ({ itemId: line.itemId, fromSize: line.fromSize, toSize: line.toSize ?? null, qty: line.qty }));
  const wrong = checkBands(bands);
  if (wrong) throw wrong;
  const ids = [...new Set(bands.map((band) => band.itemId))];
  const { known } = await countItems.one(ctx.tx, { ids });
  if (known < ids.length) throw problems.problem('item-unknown', { items: ids.length - known });
  return bands;
}

export const handleCreatePackage = handle(createPackage, async (ctx, input) => {
  const lines = await bandsOf(ctx, input.lines);
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  const { packageId: id, code, nameEn, sector } = input;
  await insertPackage.run(ctx.tx, { id, code, nameEn, nameTr: input.nameTr || null, nameAr: input.nameAr || null, sector, ...by });
  await insertVersion.run(ctx.tx, { packageId: id, version: 1, note: input.note ?? null, ...by, lines });
  ctx.touch('assistance-package', id);
  return {};
});

export const handleRevisePackage = handle(revisePackage, async (ctx, input) => {
  const known = await findPackage.maybe(ctx.tx, { id: input.packageId, lock: true });
  if (!known) throw problems.problem('package-not-found');
  if (known.status === 'retired') throw problems.problem('package-retired', { package: known.code });
  if (known.current !== input.version) throw problems.problem('package-changed-meanwhile');
  const lines = await bandsOf(ctx, input.lines);
  const version = known.current + 1;
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString() };
  await insertVersion.run(ctx.tx, { packageId: known.id, version, note: input.note, ...by, lines });
  ctx.touch('assistance-package', known.id);
  return { version };
});

export const handleRetirePackage = handle(retirePackage, async (ctx, { packageId }) => {
  const known = await findPackage.maybe(ctx.tx, { id: packageId, lock: true });
  if (!known) throw problems.problem('package-not-found');
  if (known.status === 'retired') throw problems.problem('package-retired', { package: known.code });
  await retirePackageRow.run(ctx.tx, { id: packageId });
  ctx.touch('assistance-package', packageId);
  return {};
});

export const answerListPackages = answer(listPackages, async (ctx, input) => {
  const { sort, limit, offset } = input;
  const rows = await listPackageRows.all(ctx.tx, { search: input.search ?? null, status: input.status ?? null, sort, limit, offset });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({ ...row, changedAt: row.changedAt.toISOString() })),
  };
});

export const answerGetPackage = answer(getPackage, async (ctx, { packageId }) => {
  const row = await getPackageRow.maybe(ctx.tx, { id: packageId });
  if (!row) throw problems.problem('package-not-found');
  const lines = await listPackageLines.all(ctx.tx, { packageId, version: null });
  const versions = await listVersions.all(ctx.tx, { packageId });
  return {
    ...row,
    changedAt: row.changedAt.toISOString(),
    versions: versions.map((one) => ({
      version: one.version,
      note: one.note,
      by: one.by,
      at: one.at.toISOString(),
      lines: lines.filter((line) => line.version === one.version).map(({ version: _version, ...line }) => line),
    })),
    abilities: row.status === 'active' ? [revisePackage.name, retirePackage.name].filter((name) => ctx.can(name)) : [],
  };
});

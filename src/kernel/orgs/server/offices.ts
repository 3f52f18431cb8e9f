import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { changeOffice, closeOffice, listOffices, openOffice } from '../contract/offices.ts';
import { problems } from '../contract/problems.ts';
import { closeOfficeRow, findOffice, insertOffice, listOfficeRows, lockOffice, updateOffice } from './offices.repo.ts';
import type { OfficeFound, OfficeWrite } from './offices.repo.ts';

function writeOf(ctx: CommandContext, input: z.output<typeof openOffice.input>): OfficeWrite {
  return {
    id: input.officeId,
    code: input.code,
    kind: input.kind,
    parentId: input.parentId ?? null,
    nameEn: input.nameEn,
    nameTr: input.nameTr || null,
    nameAr: input.nameAr || null,
    area: input.area,
    siteId: input.siteId ?? null,
    at: ctx.now.toISOString(),
  };
}

export const handleOpenOffice = handle(openOffice, async (ctx, input) => {
  await insertOffice.run(ctx.tx, writeOf(ctx, input));
  touchAll(ctx, input.officeId, input.parentId);
  return {};
});

export const handleChangeOffice = handle(changeOffice, async (ctx, input) => {
  const now = await lockedOffice(ctx, input.officeId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  await updateOffice.run(ctx.tx, writeOf(ctx, { ...input, code: now.code }));
  touchAll(ctx, now.id, now.parent_id, input.parentId);
  return {};
});

export const handleCloseOffice = handle(closeOffice, async (ctx, input) => {
  const now = await lockedOffice(ctx, input.officeId);
  if (now.open_children > 0) throw problems.problem('office-has-children', { count: now.open_children });
  await closeOfficeRow.run(ctx.tx, { id: now.id, closedOn: input.closedOn });
  touchAll(ctx, now.id, now.parent_id);
  return {};
});

async function lockedOffice(ctx: CommandContext, id: string): Promise<OfficeFound> {
  await lockOffice.run(ctx.tx, { id });
  const office = await findOffice.maybe(ctx.tx, { id });
  if (!office) throw problems.problem('office-not-found');
  return office;
}

function touchAll(ctx: CommandContext, ...ids: readonly (string | null | undefined)[]): void {
  for (const id of ids) if (id) ctx.touch('office', id);
}

export const answerListOffices = answer(listOffices, async (ctx) => {
  const rows = await listOfficeRows.all(ctx.tx, { reach: ctx.reach(listOffices.name, { areas: 'a.lineage', site: 'o.site_id' }) });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      code: row.code,
      kind: row.kind,
      parentId: row.parent_id,
      nameEn: row.name_en,
      nameTr: row.name_tr,
      nameAr: row.name_ar,
      area: row.area,
      areaNames: { nameEn: row.area_en, nameTr: row.area_tr, nameAr: row.area_ar },
      siteId: row.site_id,
      closedOn: row.closed_on,
      version: row.version,
    })),
    abilities: ctx.abilities([openOffice.name, changeOffice.name, closeOffice.name], {}),
  };
});

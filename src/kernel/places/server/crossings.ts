import { answer, handle } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { importCrossings, listCrossings, setCrossingStatus } from '../contract/crossings.ts';
import { statusOn } from '../domain/crossings.ts';
import { writeKeys } from './areas.repo.ts';
import { insertCrossingDay, listCrossingRows, upsertCrossings } from './crossings.repo.ts';
import { keysOf } from './keys.ts';

export const handleImportCrossings = handle(importCrossings, async (ctx, input) => {
  await upsertCrossings.run(ctx.tx, {
    crossings: input.crossings.map((gate) => ({
      id: gate.id,
      name_en: gate.nameEn,
      name_tr: gate.nameTr,
      name_ar: gate.nameAr,
      mode: gate.mode,
      area_north: gate.areaNorth ?? null,
      area_south: gate.areaSouth ?? null,
      lat: gate.lat,
      lon: gate.lon,
    })),
  });
  await writeKeys.run(ctx.tx, {
    keys: input.crossings.flatMap((gate) => keysOf('crossing', gate.id, 2, [gate.nameEn, gate.nameTr, gate.nameAr])),
  });
  for (const gate of input.crossings) ctx.touch('crossing', gate.id);
  return {};
});

export const handleSetCrossingStatus = handle(setCrossingStatus, async (ctx, input) => {
  await insertCrossingDay.run(ctx.tx, {
    crossingId: input.crossingId,
    fromDay: input.fromDay,
    toDay: input.toDay ?? null,
    status: input.status,
    authorisedTo: input.authorisedTo ?? null,
    source: input.source,
    commandId: ctx.command.id,
    at: ctx.now.toISOString(),
  });
  ctx.touch('crossing', input.crossingId);
  return {};
});

export const answerListCrossings = answer(listCrossings, async (ctx) => {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  return {
    rows: (await listCrossingRows.all(ctx.tx, {})).map((row) => ({
      id: row.id,
      nameEn: row.name_en,
      nameTr: row.name_tr,
      nameAr: row.name_ar,
      mode: row.mode,
      areaNorth: row.area_north,
      areaSouth: row.area_south,
      lat: row.lat,
      lon: row.lon,
      today: statusOn(row.days, today),
      days: row.days,
    })),
    abilities: ctx.abilities([setCrossingStatus.name], {}),
  };
});

import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { runJob } from '#foundation/jobs/run.ts';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { applyImport, getImport, listRows, stageFile } from '#kernel/imports/contract/imports.ts';
import type { ImportShown } from '#kernel/imports/contract/imports.ts';
import { insertFile } from '#kernel/imports/server/imports.repo.ts';
import { fileKey, getSealer } from '#kernel/imports/server/handlers.ts';
import { systemUser } from './mission.ts';
import type { TestMission } from './mission.ts';

/** A workbook of one sheet. */
export async function workbook(rows: readonly (readonly unknown[])[], name = 'Liste'): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name);
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** What a person does with a sheet, without the browser. */
export function importsOf(mission: TestMission) {
  const at = () => mission.kervan.missions.find('test')!;
  const run = async (job: 'imports.check' | 'imports.apply', importId: Id) =>
    runJob(mission.kervan.deps, at(), { id: newId(), name: job, data: { importId }, attempt: 1, willRetry: false });
  const keep = async (bytes: Buffer, as: Id): Promise<string> => {
    const hash = createHash('sha256').update(bytes).digest('base64url');
    await mission.tx(async (tx) => {
      const sealed = await getSealer().seal(tx, fileKey(hash), bytes);
      await insertFile.run(tx, { hash, size: bytes.length, sealed, by: as, at: '2023-03-01T09:00:00Z' });
    });
    return hash;
  };
  const stage = async (kind: string, bytes: Buffer, options: { as?: Id; language?: 'en' | 'tr' | 'ar'; anyway?: boolean } = {}) => {
    const as = options.as ?? systemUser;
    const fileHash = await keep(bytes, as);
    const input = { importId: newId(), kind, fileHash, fileName: 'liste.xlsx', language: options.language ?? ('tr' as const) };
    return mission.apply(stageFile, { ...input, ...(options.anyway ? { anyway: true } : {}) }, { as });
  };
  const look = (importId: Id, as?: Id): Promise<ImportShown> => mission.ask(getImport, { importId }, as);
  const rows = async (importId: Id, as?: Id) => (await mission.ask(listRows, { importId, limit: 1000 }, as)).rows;
  return {
    stage,
    run,
    look,
    rows,
    /** Stages, reads and checks; answers the import's id. */
    check: async (kind: string, bytes: Buffer, options: Parameters<typeof stage>[2] = {}) => {
      const { importId } = await stage(kind, bytes, options);
      await run('imports.check', importId);
      return importId;
    },
    apply: async (importId: Id, options: { as?: Id; withoutFaulty?: boolean } = {}) => {
      await mission.apply(applyImport, { importId, withoutFaulty: options.withoutFaulty ?? false }, options.as ? { as: options.as } : {});
      await run('imports.apply', importId);
      return look(importId, options.as);
    },
  };
}

/** Provinces and districts that the sheets of the tests name. */
export async function enterAreas(mission: TestMission): Promise<void> {
  const turkey = { country: 'TUR', lat: 37.1, lon: 37.4 };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'TUR', level: 0, nameEn: 'Türkiye', nameAr: 'تركيا', ...turkey },
      { pcode: 'TUR027', level: 1, parent: 'TUR', nameEn: 'Gaziantep', nameTr: 'Gaziantep', nameAr: 'غازي عنتاب', ...turkey },
      { pcode: 'TUR031', level: 1, parent: 'TUR', nameEn: 'Hatay', nameTr: 'Hatay', nameAr: 'هاتاي', country: 'TUR', lat: 36.3, lon: 36.2 },
      { pcode: 'TUR079', level: 1, parent: 'TUR', nameEn: 'Kilis', nameTr: 'Kilis', ...turkey },
      { pcode: 'TUR079001', level: 2, parent: 'TUR079', nameEn: 'Merkez', nameTr: 'Merkez', ...turkey },
      { pcode: 'TUR027008', level: 2, parent: 'TUR027', nameEn: 'Sahinbey', nameTr: 'Şahinbey', ...turkey },
      { pcode: 'TUR027009', level: 2, parent: 'TUR027', nameEn: 'Merkez', nameTr: 'Merkez', ...turkey },
      { pcode: 'TUR031005', level: 2, parent: 'TUR031', nameEn: 'Iskenderun', nameTr: 'İskenderun', country: 'TUR', lat: 36.6, lon: 36.2 },
    ],
  });
}

const siteHeading = ['Kod', 'Tür', 'Ad (Türkçe)', 'İl', 'İlçe', 'Enlem', 'Boylam', 'Hassasiyet', 'Açılış tarihi'];
/** A list of sites as people send it: a title, an empty row, the headings, and then the rows. */
export const siteList = (...rows: readonly (readonly unknown[])[]) => workbook([['Sahalar 2023'], [], siteHeading, ...rows], 'Sahalar');

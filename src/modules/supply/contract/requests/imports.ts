import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Day } from '#foundation/time.ts';
import { Qty, RowOutcome } from './shapes.ts';

/**
 * Lines of requests by spreadsheet: rows of one plan and one reference are one request. They become drafts, or join the
 * draft that bears the reference already; each row has its outcome.
 */
export const importRequests = defineCommand({
  name: 'supply.import-requests',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          lineId: Id,
          planId: Id,
          reference: z.string().trim().min(1).max(60),
          itemId: Id,
          qty: Qty,
          packCode: z.string().max(20).optional(),
          neededOn: Day.optional(),
          note: z.string().trim().max(500).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ outcomes: z.array(RowOutcome), requests: z.array(Id) }),
  scope: () => 'any',
});

export const requestsImport: ImportDef = {
  name: 'supply.requests',
  permission: importRequests.name,
  page: '/supply/requests',
  columns: [
    {
      key: 'reference',
      type: 'text',
      required: true,
      maxLength: 60,
      aliases: ['request', 'request no', 'talep', 'talep no', 'رقم الطلب', 'طلب'],
      example: 'YSM-14',
    },
    {
      key: 'plan',
      type: 'code',
      required: true,
      aliases: ['plan no', 'dağıtım planı', 'رقم الخطة', 'خطة التوزيع'],
      example: 'DP-GZT-2023-000001-31',
    },
    {
      key: 'item',
      type: 'text',
      required: true,
      aliases: ['item code', 'code', 'malzeme', 'malzeme kodu', 'kod', 'المادة', 'رمز المادة'],
      example: 'BLA-TH',
    },
    {
      key: 'quantity',
      type: 'number',
      required: true,
      min: 0.000001,
      max: 1_000_000_000,
      aliases: ['qty', 'miktar', 'adet', 'الكمية'],
      example: '1200',
    },
    { key: 'pack', type: 'text', aliases: ['unit', 'birim', 'ambalaj', 'koli', 'الوحدة', 'العبوة'], example: 'CARTON' },
    {
      key: 'neededOn',
      type: 'day',
      aliases: ['needed on', 'date', 'tarih', 'ihtiyaç tarihi', 'التاريخ', 'تاريخ الحاجة'],
      example: '2023-08-25',
    },
    { key: 'note', type: 'text', maxLength: 500, aliases: ['remark', 'açıklama', 'not', 'ملاحظة'] },
  ],
};

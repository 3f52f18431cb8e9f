import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Id } from '#foundation/ids.ts';
import { ReceiptLine, ReceiptSource } from './receipts.ts';
import { Reference } from './shapes.ts';

/** Receipts by spreadsheet: rows of one waybill and place are one receipt, counted as they say. At most 1,000 rows. */
export const importReceipts = defineCommand({
  name: 'supply.import-receipts',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          /** The import: a waybill that another sheet has brought is not received again. */
          sheetId: Id,
          row: z.int(),
          placeId: Id,
          waybill: z.string().trim().min(1).max(60),
          source: ReceiptSource,
          reference: Reference.optional(),
          senderId: Id.optional(),
          plate: z.string().trim().max(30).optional(),
          line: ReceiptLine,
        }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ receipts: z.array(z.strictObject({ id: Id, number: z.string(), differing: z.int() })) }),
  scope: () => 'any',
});

/** A sheet of what was received. */
export const receiptsImport: ImportDef = {
  name: 'supply.receipts',
  permission: importReceipts.name,
  page: '/supply/receipts',
  columns: [
    {
      key: 'waybill',
      type: 'text',
      required: true,
      maxLength: 60,
      aliases: ['waybill no', 'delivery note', 'irsaliye', 'irsaliye no', 'sevk irsaliyesi', 'بوليصة', 'رقم البوليصة', 'إذن التسليم'],
      example: 'IRS-2023-0417',
    },
    {
      key: 'place',
      type: 'code',
      required: true,
      maxLength: 40,
      aliases: ['store', 'bin', 'depo', 'göz', 'المستودع'],
      example: 'BURC-A-01',
    },
    { key: 'source', type: 'choice', choices: ['order', 'gift', 'unknown'], words: 'supply.receipt-source-' },
    { key: 'reference', type: 'text', maxLength: 100, aliases: ['order no', 'po', 'sipariş no', 'رقم الطلب'], example: 'PO-2023-114' },
    { key: 'sender', type: 'text', maxLength: 100, aliases: ['supplier', 'tedarikçi', 'gönderen', 'المورّد', 'المرسل'] },
    { key: 'plate', type: 'text', maxLength: 30, aliases: ['truck', 'plaka', 'اللوحة'], example: '27 KRV 101' },
    { key: 'item', type: 'code', required: true, maxLength: 40, aliases: ['item code', 'kod', 'رمز المادة'], example: 'HSHEBLAN01' },
    { key: 'lot', type: 'text', maxLength: 60, aliases: ['batch', 'parti no', 'رقم الدفعة'], example: 'L-2023-07' },
    { key: 'expiresOn', type: 'day', aliases: ['expiry', 'skt', 'تاريخ الانتهاء'], example: '2025-06-30' },
    { key: 'grant', type: 'code', maxLength: 30, example: 'ECH-23' },
    { key: 'owner', type: 'text', maxLength: 100 },
    { key: 'expected', type: 'integer', min: 0, aliases: ['sent', 'gönderilen', 'المرسل منه'], formula: 'refused' },
    {
      key: 'good',
      type: 'integer',
      required: true,
      min: 0,
      aliases: ['received', 'sağlam', 'teslim alınan', 'المستلم'],
      formula: 'refused',
    },
    { key: 'damaged', type: 'integer', min: 0, aliases: ['hasarlı', 'التالف'], formula: 'refused' },
    { key: 'pack', type: 'code', maxLength: 40, aliases: ['ambalaj', 'العبوة'] },
    { key: 'condition', type: 'choice', choices: ['good', 'quarantine', 'unsorted'], words: 'goods.condition-' },
    { key: 'note', type: 'text', maxLength: 500, aliases: ['remark', 'açıklama', 'ملاحظة'] },
  ],
};

import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { Press } from '#foundation/pdf/paper.ts';
import { getCountSheet } from '../../contract/stores/counts.ts';
import { getReceipt, listReceiptLines } from '../../contract/stores/receipts.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { getIncoming } from '../../contract/transport/deliveries.ts';
import { inLanguage, named, placeNamed, say, sum, toWrite, totals } from './words.ts';

const namesOf = (row: { nameEn: string; nameTr: string | null; nameAr: string | null }) => ({
  en: row.nameEn,
  tr: row.nameTr,
  ar: row.nameAr,
});

/** The blind count sheet: where and what, never how much. */
export const countSheetPaper = definePaper('supply.count-sheet', z.strictObject({ countId: Id }), async (press, input) => {
  const sheet = await press.ask(getCountSheet, { countId: input.countId, limit: 1 });
  const lines = await press.askAll(getCountSheet, { countId: input.countId });
  const left = lines.filter((row) => row.ask !== 'done');
  // Where nothing is left to count it is printed to count all of it anew.
  const shown = left.length > 0 ? left : lines;
  const label = say(press);
  return {
    template: 'form',
    title: label('count-sheet'),
    number: sheet.number,
    qr: sheet.number,
    facts: [
      { label: label('place'), value: sheet.waived ? sheet.placeCode : `${sheet.placeCode} ${storeName(press, sheet)}` },
      { label: label('planned'), value: `${press.moment(sheet.plannedAt)}${sheet.waived ? '' : `, ${sheet.plannedBy}`}` },
      { label: label('lines'), value: press.number(shown.length) },
    ],
    tables: [
      {
        columns: [
          { label: label('bin') },
          { label: label('item'), wide: true },
          { label: label('lot') },
          { label: label('condition') },
          { label: label('unit') },
          { label: label('counted'), number: true },
          { label: label('counted-again'), number: true },
        ],
        rows: shown.map((row) => [
          row.placeCode,
          `${row.itemCode} ${inLanguage(press, namesOf(row))}`,
          row.lotCode ?? '',
          press.t(`goods.condition-${row.condition}`),
          press.t(`goods.unit-${row.unit}`),
          toWrite,
          toWrite,
        ]),
        none: label('no-lines'),
        tall: true,
      },
    ],
    notes: [label('count-note')],
    signatures: [{ who: label('counted-by') }, { who: label('counted-again-by') }],
    unnamed: sheet.waived,
  };
});

const storeName = (press: Press, sheet: { placeNameEn: string; placeNameTr: string | null; placeNameAr: string | null }) =>
  inLanguage(press, { en: sheet.placeNameEn, tr: sheet.placeNameTr, ar: sheet.placeNameAr });

/** What came through the gate, as it was counted: for the file, the supplier and the transporter. */
export const receiptPaper = definePaper('supply.receipt-note', z.strictObject({ receiptId: Id }), async (press, input) => {
  const receipt = await press.ask(getReceipt, input);
  const rows = await press.askAll(listReceiptLines, { receiptId: input.receiptId });
  const label = say(press);
  const facts: readonly (readonly [string, string | null])[] = [
    ['place', `${receipt.placeCode}`],
    ['date', press.moment(receipt.arrivedAt)],
    ['from', receipt.waived ? null : receipt.senderName],
    ['reference', receipt.reference],
    ['plate', receipt.plate],
    ['transporter', receipt.transporterName],
  ];
  return {
    template: 'form',
    title: label('receipt-note'),
    number: receipt.number,
    qr: receipt.number,
    facts: facts.flatMap(([key, value]) => (value ? [{ label: label(key), value }] : [])),
    tables: [
      {
        columns: [
          { label: label('no'), number: true },
          { label: label('item'), wide: true },
          { label: label('lot') },
          { label: label('expires') },
          { label: label('expected'), number: true },
          { label: label('good'), number: true },
          { label: label('damaged'), number: true },
          { label: label('missing'), number: true },
          { label: label('extra'), number: true },
        ],
        rows: rows.map((row) => [
          String(row.line),
          `${row.itemCode} ${inLanguage(press, namesOf(row))}`,
          row.lotCode ?? '',
          press.day(row.expiresOn),
          row.expected === null ? '' : press.number(row.expected),
          press.number(row.good),
          press.number(row.damaged),
          press.number(row.missing),
          press.number(row.extra),
        ]),
        totals: totals(9, {
          5: press.number(sum(rows.map((row) => row.good))),
          6: press.number(sum(rows.map((row) => row.damaged))),
          7: press.number(sum(rows.map((row) => row.missing))),
          8: press.number(sum(rows.map((row) => row.extra))),
        })!,
        none: label('no-lines'),
      },
    ],
    signatures: [{ who: label('keeper') }, { who: label('driver') }, { who: label('witness') }],
    flipped: true,
    unnamed: receipt.waived,
  };
});

/** Proof of delivery: one account of one truck, with every difference; says no coordinates. */
export const deliveryPaper = definePaper(
  'supply.proof-of-delivery',
  z.strictObject({ legId: Id, deliveryId: Id }),
  async (press, input) => {
    const incoming = await press.ask(getIncoming, { legId: input.legId });
    const account = incoming.accounts.find((one) => one.id === input.deliveryId);
    if (!account) throw transportProblems.problem('delivery-not-found');
    const label = say(press);
    const some = account.lines.some((line) => line.refused > 0);
    return {
      template: 'form',
      title: label(account.kind === 'return' ? 'proof-of-return' : 'proof-of-delivery'),
      number: account.number,
      qr: account.number,
      facts: [
        { label: label('waybill'), value: incoming.waybill },
        { label: label('shipment'), value: incoming.shipmentNumber },
        { label: label('place'), value: placeNamed(press, account.place, incoming.waived) },
        { label: label('date'), value: press.moment(account.at) },
        { label: label('told-by'), value: press.t(`supply.side-${account.side}`) },
        { label: label('seals'), value: incoming.seals.join(', ') },
      ].filter(({ value }) => value !== ''),
      tables: [
        {
          columns: [
            { label: label('item'), wide: true },
            { label: label('unit') },
            { label: label('sent'), number: true },
            { label: label('good'), number: true },
            { label: label('damaged'), number: true },
            { label: label('missing'), number: true },
            { label: label('extra'), number: true },
            ...(some ? [{ label: label('refused'), number: true }] : []),
          ],
          rows: account.lines.map((line) => [
            `${line.item.code} ${named(press, line.item)}`,
            press.t(`goods.unit-${line.item.unit}`),
            press.number(line.sent),
            press.number(line.good),
            press.number(line.damaged),
            press.number(line.missing),
            press.number(line.extra),
            ...(some ? [press.number(line.refused)] : []),
          ]),
          none: label('no-lines'),
        },
      ],
      notes: [label('proof-note')],
      signatures: [{ who: label('receiver') }, { who: label('driver') }, { who: label('monitor') }],
      unnamed: incoming.waived,
    };
  },
);

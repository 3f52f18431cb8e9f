import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import { Day } from '#foundation/time.ts';
import { listDonorStock, listGrantLosses } from '../../contract/overview/donors.ts';
import { inLanguage } from '../papers/words.ts';

const named = (names: Record<string, string>) => ({ en: names['en'] ?? '', tr: names['tr'] ?? null, ar: names['ar'] ?? null });

/** What a donor gets of one grant: its goods as of a day, and how each loss ended, from closed cases alone. */
export const lossStatementPaper = definePaper(
  'supply.loss-statement',
  z.strictObject({ grant: Id, asOf: Day.optional(), from: Day.optional(), to: Day.optional() }),
  async (press, { grant, asOf, from, to }) => {
    const stock = await press.askAll(listDonorStock, { grant, ...(asOf ? { asOf } : {}) });
    const ends = await press.askAll(listGrantLosses, { grant, ...(from ? { from } : {}), ...(to ? { to } : {}) });
    const head = stock[0];
    const stockWord = (key: string) => press.three(`column.supply.list-donor-stock.${key}`);
    const lossWord = (key: string) => press.three(`column.supply.list-grant-losses.${key}`);
    const figures = [
      'received',
      'loaned',
      'transferred',
      'moved',
      'delivered',
      'lost',
      'disputed',
      'returned',
      'unexplained',
      'left',
    ] as const;
    return {
      template: 'form',
      title: press.three('supply.loss-statement'),
      ...(head ? { number: head.grantCode } : {}),
      facts: [
        { label: stockWord('donorNames'), value: head ? inLanguage(press, named(head.donorNames)) : '' },
        { label: stockWord('grantTitle'), value: head?.grantTitle ?? '' },
        { label: stockWord('endsOn'), value: press.day(head?.endsOn ?? null) },
        ...(asOf ? [{ label: press.three('supply.as-of'), value: press.day(asOf) }] : []),
      ],
      tables: [
        {
          title: press.three('page.supply.donor-stock'),
          columns: [{ label: stockWord('itemNames'), wide: true }, ...figures.map((key) => ({ label: stockWord(key), number: true }))],
          rows: stock.map((row) => [
            `${inLanguage(press, named(row.itemNames))} (${press.t(`goods.unit-${row.unit}`)})`,
            ...figures.map((key) => press.number(row[key])),
          ]),
          none: press.three('supply.no-donor-stock'),
        },
        {
          title: press.three('supply.closed-cases'),
          columns: [
            { label: lossWord('number') },
            { label: lossWord('closedOn') },
            { label: lossWord('itemNames'), wide: true },
            { label: lossWord('kind') },
            { label: lossWord('outcome') },
            { label: lossWord('qty'), number: true },
            { label: lossWord('lost'), number: true },
            { label: lossWord('value'), number: true },
          ],
          rows: ends.map((row) => [
            row.number,
            press.day(row.closedOn),
            inLanguage(press, named(row.itemNames)),
            press.t(`supply.statement-kind-${row.kind}`),
            press.t(`supply.statement-outcome-${row.outcome}`),
            press.number(row.qty),
            press.number(row.lost),
            row.value === null ? '' : `${press.number(row.value)} ${row.currency}`,
          ]),
          none: press.three('supply.no-closed-cases'),
        },
      ],
      notes: [press.three('supply.loss-statement-note')],
      signatures: [{ who: press.three('supply.statement-signed') }],
    };
  },
);

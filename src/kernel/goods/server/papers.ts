import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { Press, ThreeWords } from '#foundation/pdf/paper.ts';
import { Day } from '#foundation/time.ts';
import { getItem } from '../contract/items.ts';
import { getLot } from '../contract/lots.ts';
import { Condition, Owner } from '../contract/shared.ts';
import { getPlace } from '../contract/stock-places.ts';
import { listCard } from '../contract/stock.ts';

const input = z.strictObject({
  item: Id,
  place: Id,
  lot: Id.optional(),
  grant: z.union([Id, z.literal('none')]).optional(),
  owner: Owner.optional(),
  conditions: z.array(Condition).max(10).optional(),
  asOf: Day.optional(),
});

const same = (text: string): ThreeWords => ({ en: text, tr: text, ar: text });

/** The stock card as it hangs at the stack: the newest movements with the balance after each, and room to sign a count. */
export const stockCardPaper = definePaper('goods.stock-card', input, async (press, asked) => {
  const item = await press.ask(getItem, { itemId: asked.item });
  const place = await press.ask(getPlace, { placeId: asked.place });
  const lot = asked.lot ? await press.askIfAllowed(getLot, { lotId: asked.lot }) : undefined;
  const card = await press.ask(listCard, { ...asked, limit: 200 });
  const { three } = press;
  return {
    template: 'form',
    title: three('page.goods.stock-card'),
    number: item.code,
    facts: [
      { label: three('column.goods.list-stock.itemNames'), value: [item.nameEn, item.nameTr, item.nameAr].filter(Boolean).join(' · ') },
      { label: three('column.goods.list-stock.placeCode'), value: place.waived ? place.code : `${place.code} · ${place.nameEn}` },
      ...(lot ? [{ label: three('goods.lot'), value: lot.code }] : []),
      { label: three('column.goods.list-stock.unit'), value: press.t(`goods.unit-${item.unit}`) },
      ...(asked.asOf ? [{ label: three('goods.as-of'), value: press.day(asked.asOf) }] : []),
      { label: three(card.reserved === null ? 'goods.here-then' : 'goods.here-now'), value: press.number(card.qty) },
      ...(card.reserved === null ? [] : [{ label: three('column.goods.list-stock.reserved'), value: press.number(card.reserved) }]),
    ],
    tables: [
      {
        columns: [
          { label: three('goods.when') },
          { label: three('goods.document'), wide: true },
          { label: three('goods.from-or-to') },
          { label: three('goods.lot') },
          { label: three('goods.change-of'), number: true },
          { label: three('goods.balance'), number: true },
        ],
        rows: card.rows.map((row) => [
          press.moment(row.occurredAt),
          kindWords(press, row.kind),
          row.other.virtual ? press.t(`goods.outside-${row.other.virtual}`) : (row.other.placeCode ?? press.t('goods.elsewhere')),
          row.lotCode ?? '',
          `${row.change > 0 ? '+' : '−'}${press.number(Math.abs(row.change))}`,
          press.number(row.after),
        ]),
        none: three('goods.no-movements'),
      },
    ],
    ...(card.next ? { notes: [three('goods.card-cut', { n: card.rows.length })] } : {}),
    signatures: [{ who: three('goods.counted-by') }, { who: three('goods.keeper') }],
    ...(place.custodianName && !place.waived ? { copy: same(place.custodianName) } : {}),
    unnamed: place.waived,
  };
});

/** A document's kind in the reader's words. */
function kindWords(press: Press, kind: string): string {
  const plain = (one: string) => {
    const words = press.t(`goods.document-${one}`);
    return words === `goods.document-${one}` ? one.replaceAll('-', ' ') : words;
  };
  return kind.endsWith('-reversal') ? press.t('goods.taken-back', { kind: plain(kind.slice(0, -'-reversal'.length)) }) : plain(kind);
}

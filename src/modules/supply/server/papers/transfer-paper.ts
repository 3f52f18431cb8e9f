import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import { getPlace } from '#kernel/goods/contract/stock-places.ts';
import { getDocument } from '../../contract/stores/documents.ts';
import { listGrantTransfers } from '../../contract/stores/grant-transfers.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { inLanguage, say, unitOf } from './words.ts';

/** Goods that pass from one grant to another for good, for the files of both: whose consent, who asked and who decided. Where a waiver stands it names nobody, no grant and no reason. */
export const transferPaper = definePaper('supply.grant-transfer', z.strictObject({ documentId: Id }), async (press, input) => {
  const [transfer] = (await press.ask(listGrantTransfers, { documentId: input.documentId, limit: 1 })).rows;
  if (!transfer) throw storeProblems.problem('document-not-found');
  const document = await press.ask(getDocument, { documentId: input.documentId, limit: 1000 });
  const { waived } = await press.ask(getPlace, { placeId: transfer.placeId });
  const label = say(press);
  const column = (key: string) => press.three(`column.supply.list-grant-transfers.${key}`);
  const facts: readonly (readonly [ReturnType<typeof column>, string | false | null])[] = [
    [column('state'), press.t(`supply.document-state-${transfer.state}`)],
    [column('fromCode'), !waived && transfer.fromCode],
    [column('toCode'), !waived && transfer.toCode],
    [column('consent'), waived ? null : (transfer.consent ?? press.t('supply.consent-attached'))],
    [column('reason'), !waived && transfer.reason],
    [press.three('supply.transfer-sector'), transfer.sector && press.t(`orgs.sector-${transfer.sector}`)],
    [press.three('supply.transfer-area'), transfer.areaNames && inLanguage(press, transfer.areaNames)],
    [press.three('supply.transfer-partner'), transfer.partnerNames && !waived && inLanguage(press, transfer.partnerNames)],
    [label('place'), transfer.placeCode],
    [column('madeBy'), !waived && transfer.madeBy],
    [column('madeAt'), press.moment(transfer.madeAt)],
    [column('decidedBy'), !waived && transfer.decidedBy],
    [column('decidedAt'), transfer.decidedAt && press.moment(transfer.decidedAt)],
  ];
  return {
    template: 'form',
    title: press.three('supply.document-kind-grant-transfer'),
    number: transfer.number,
    qr: transfer.number,
    facts: facts.flatMap(([of, value]) => (value ? [{ label: of, value }] : [])),
    tables: [
      {
        columns: [
          { label: label('item'), wide: true },
          { label: label('lot') },
          { label: label('bin') },
          { label: label('condition') },
          { label: label('unit') },
          { label: press.three('column.supply.list-store-stock.qty'), number: true },
        ],
        rows: document.rows.map((row) => [
          `${row.itemCode} ${inLanguage(press, { en: row.nameEn, tr: row.nameTr, ar: row.nameAr })}`,
          row.lotCode ?? '',
          row.from.placeCode ?? '',
          press.t(`goods.condition-${row.from.condition}`),
          unitOf(press, row.unit),
          press.number(row.qty),
        ]),
        none: label('no-lines'),
      },
    ],
    signatures: [{ who: column('madeBy') }, { who: column('decidedBy') }],
    unnamed: waived,
  };
});

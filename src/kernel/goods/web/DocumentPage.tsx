import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { RecordName } from '#foundation/web/RecordName.tsx';
import type * as z from 'zod';
import { RecordFrame, RecordOf } from '#foundation/web/RecordFrame.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Facts, Lines, Text, When, crumb } from '#foundation/web/ui/index.ts';
import { getDocument } from '../contract/stock.ts';
import { SideWords } from './SideWords.tsx';
import { namesOf } from './names.ts';
import { useDay, useDocumentWords, useMeasures } from './words.tsx';

type Shown = z.output<typeof getDocument.output>;
type Line = Shown['lines'][number];

/** One document of the goods book: what moved from where to where, who said so and when. */
export default function DocumentPage() {
  const t = useT();
  const navigate = useNavigate();
  const words = useDocumentWords();
  const { documentId } = useParams({ strict: false }) as { documentId: string };
  const document = useAsk(getDocument, { documentId });
  return (
    <RecordOf asked={document} title={t('page.goods.document')}>
      {(at) => (
        <RecordFrame
          title={words(at.kind)}
          crumbs={[crumb(t('page.goods.stock'), '/goods/stock', navigate)]}
          subject={{ kind: 'ledger-document', id: documentId }}
          notice={<Reversals at={at} />}
          facts={<FactsOf at={at} />}
          factsWidth={12}
        >
          <LinesOf at={at} />
        </RecordFrame>
      )}
    </RecordOf>
  );
}

function Reversals({ at }: { at: Shown }) {
  const t = useT();
  return (
    <>
      {at.reversedBy && (
        <Alert color="waiting" title={t('goods.was-reversed')}>
          <Link to={`/goods/documents/${at.reversedBy}`} className="kv-opens">
            {t('goods.open-reversal')}
          </Link>
        </Alert>
      )}
      {at.reverses && (
        <Alert color="waiting" title={t('goods.takes-back')}>
          <Link to={`/goods/documents/${at.reverses}`} className="kv-opens">
            {t('goods.open-reversed')}
          </Link>
        </Alert>
      )}
    </>
  );
}

function FactsOf({ at }: { at: Shown }) {
  const t = useT();
  const day = useDay();
  return (
    <Facts
      items={[
        { label: t('goods.when'), value: <When at={at.occurredAt} /> },
        { label: t('goods.recorded'), value: <When at={at.recordedAt} /> },
        { label: t('goods.book-date'), value: day(at.bookDate) },
        { label: t('goods.by'), value: at.actorName && <bdi>{at.actorName}</bdi> },
      ]}
    />
  );
}

function LinesOf({ at }: { at: Shown }) {
  const t = useT();
  return (
    <>
      <Lines<Line>
        label={t('goods.lines')}
        rows={at.lines}
        rowKey={(line) => String(line.line)}
        columns={[
          { key: 'item', title: t('column.goods.list-stock.itemNames'), wraps: true, cell: (line) => <ItemOf line={line} /> },
          { key: 'lot', title: t('goods.lot'), cell: (line) => line.lotId && <RecordName kind="lot" id={line.lotId} /> },
          { key: 'from', title: t('goods.from'), wraps: true, cell: (line) => <SideWords side={line.from} /> },
          { key: 'to', title: t('goods.to'), wraps: true, cell: (line) => <SideWords side={line.to} /> },
          { key: 'qty', title: t('column.goods.list-stock.qty'), number: true, cell: (line) => <QuantityOf line={line} /> },
        ]}
      />
      {at.hidden > 0 && (
        <Text size="sm" c="dimmed">
          {t('goods.lines-hidden', { n: at.hidden })}
        </Text>
      )}
    </>
  );
}

function ItemOf({ line }: { line: Line }) {
  const t = useT();
  return (
    <span>
      {line.itemCode ? (
        <Link to={`/goods/items/${line.itemId}`} className="kv-opens">
          <bdi>{namesOf(line.itemNames)}</bdi>
        </Link>
      ) : (
        <span className="kv-code">{line.itemId}</span>
      )}
      {line.line < 1 && (
        <Text size="xs" c="person">
          {t('goods.ledger-line')}
        </Text>
      )}
    </span>
  );
}

function QuantityOf({ line }: { line: Line }) {
  const t = useT();
  const { figures, quantity } = useMeasures();
  return (
    <span>
      {line.unit ? quantity(line.qty, line.unit) : figures(line.qty)}
      {line.packs && (
        <Text size="xs" c="dimmed">
          {figures(line.packs.count, 6)} {t(`goods.pack-${line.packs.kind}`)}
        </Text>
      )}
    </span>
  );
}

import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { RecordName } from '#foundation/web/RecordName.tsx';
import type * as z from 'zod';
import { RecordFrame, RecordOf } from '#foundation/web/RecordFrame.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Facts, Table, Text, When, crumb } from '#foundation/web/ui/index.ts';
import { getDocument } from '../contract/stock.ts';
import { SideWords } from './SideWords.tsx';
import { namesOf } from './names.ts';
import { useDay, useDocumentWords, useMeasures } from './words.tsx';

type Shown = z.output<typeof getDocument.output>;

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
          subtitle={<span className="kv-code">{documentId}</span>}
          crumbs={[crumb(t('page.goods.stock'), '/goods/stock', navigate)]}
          subject={{ kind: 'ledger-document', id: documentId }}
          notice={<Reversals at={at} />}
          facts={<FactsOf at={at} />}
          factsWidth={12}
        >
          <Lines at={at} />
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

function Lines({ at }: { at: Shown }) {
  const t = useT();
  const { figures, quantity } = useMeasures();
  return (
    <>
      <div className="kv-scroll">
        <Table verticalSpacing="xs" aria-label={t('goods.lines')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.goods.list-stock.itemNames')}</Table.Th>
              <Table.Th>{t('goods.lot')}</Table.Th>
              <Table.Th>{t('goods.from')}</Table.Th>
              <Table.Th>{t('goods.to')}</Table.Th>
              <Table.Th ta="end">{t('column.goods.list-stock.qty')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {at.lines.map((line) => (
              <Table.Tr key={line.line}>
                <Table.Td>
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
                </Table.Td>
                <Table.Td>{line.lotId && <RecordName kind="lot" id={line.lotId} />}</Table.Td>
                <Table.Td>
                  <SideWords side={line.from} />
                </Table.Td>
                <Table.Td>
                  <SideWords side={line.to} />
                </Table.Td>
                <Table.Td ta="end">
                  {line.unit ? quantity(line.qty, line.unit) : figures(line.qty)}
                  {line.packs && (
                    <Text size="xs" c="dimmed">
                      {figures(line.packs.count, 6)} {t(`goods.pack-${line.packs.kind}`)}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {at.hidden > 0 && (
        <Text size="sm" c="dimmed">
          {t('goods.lines-hidden', { n: at.hidden })}
        </Text>
      )}
    </>
  );
}

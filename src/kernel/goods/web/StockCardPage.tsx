import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type * as z from 'zod';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { useAsk, useClient } from '#foundation/web/client.ts';
import type { ClientProblem } from '#foundation/web/client.ts';
import { noRecord } from '#foundation/web/record.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  Chart,
  EmptyState,
  ExportButton,
  Figure,
  Group,
  Lines,
  Page,
  Paper,
  PrintButton,
  ProblemNotice,
  SimpleGrid,
  Text,
  Waiting,
  When,
  useUrlState,
  crumb,
} from '#foundation/web/ui/index.ts';
import { getItem } from '../contract/items.ts';
import type { Condition } from '../contract/shared.ts';
import { getPlace } from '../contract/stock-places.ts';
import { listCard, listCardMoves } from '../contract/stock.ts';
import type { CardRow } from '../contract/stock.ts';
import { SideWords } from './SideWords.tsx';
import { nameOf } from './names.ts';
import { useDay, useDocumentWords, useMeasures } from './words.tsx';

type Row = z.output<typeof CardRow>;
type Answer = z.output<typeof listCard.output>;

/** One item at one place: what lies there, and each movement with the balance after it. */
export default function StockCardPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const asked = askedOf(url);
  const item = useAsk(getItem, { itemId: asked.item });
  const place = useAsk(getPlace, { placeId: asked.place });
  const card = useCard(asked);
  const { figures, quantity, packs } = useMeasures();
  const problem = item.error ?? place.error ?? card.error;
  if (problem)
    return (
      <Page title={t('page.goods.stock-card')}>
        <ProblemNotice problem={problem.body} retry={() => void card.refetch()} />
      </Page>
    );
  const [first] = card.data?.pages ?? [];
  if (!item.data || !place.data || !first) return <Waiting />;
  const rows = card.data!.pages.flatMap((page) => page.rows);
  const inPacks = packs(
    first.qty,
    item.data.packs.filter((pack) => pack.supersededAt === null),
  );
  return (
    <Page
      title={<bdi>{nameOf(item.data)}</bdi>}
      subtitle={<Narrowed url={url} place={`${place.data.code} · ${nameOf(place.data)}`} />}
      crumbs={[crumb(t('page.goods.stock'), '/goods/stock', navigate)]}
      actions={
        <>
          <PrintButton paper="goods.stock-card" input={asked} />
          <ExportButton query={listCardMoves} input={asked} />
          <Button variant="default" onClick={() => void navigate({ to: `/goods/items/${asked.item}` })}>
            {t('page.goods.item')}
          </Button>
        </>
      }
    >
      {asked.asOf && <PastDay day={asked.asOf as string} onNow={() => setUrl({ asOf: undefined })} />}
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Figure
          label={t(first.reserved === null ? 'goods.here-then' : 'goods.here-now')}
          value={quantity(first.qty, item.data.unit)}
          {...(inPacks ? { unit: inPacks } : {})}
        />
        {first.reserved !== null && (
          <>
            <Figure label={t('column.goods.list-stock.reserved')} value={figures(first.reserved)} />
            <Figure label={t('column.goods.list-stock.free')} value={figures(first.qty - first.reserved)} />
          </>
        )}
      </SimpleGrid>
      {rows.length === 0 && <EmptyState title={t('goods.no-movements')}>{t('goods.no-movements-text')}</EmptyState>}
      {rows.length > 0 && (
        <>
          <Movements rows={rows} unit={item.data.unit} />
          {card.hasNextPage && (
            <Group justify="center" className="kv-noprint">
              <Button variant="default" loading={card.isFetchingNextPage} onClick={() => void card.fetchNextPage()}>
                {t('goods.earlier')}
              </Button>
            </Group>
          )}
          <Paper p="md">
            <Chart
              kind="line"
              title={t('goods.balance-over-time')}
              rows={daysOf(rows)}
              over="day"
              xLabel={t('goods.day')}
              yLabel={t('goods.balance')}
              unit={t(`goods.unit-${item.data.unit}`)}
            />
          </Paper>
        </>
      )}
    </Page>
  );
}

/** The card of another day says so, and leads back to now. */
function PastDay({ day, onNow }: { day: string; onNow: () => void }) {
  const t = useT();
  const inWords = useDay();
  return (
    <Alert color="waiting" title={t('goods.as-of-day', { day: inWords(day) })}>
      <Group justify="space-between">
        <Text size="sm">{t('goods.as-of-text')}</Text>
        <Button variant="default" size="xs" className="kv-noprint" onClick={onNow}>
          {t('goods.card-of-now')}
        </Button>
      </Group>
    </Alert>
  );
}

interface Asked {
  readonly item: string;
  readonly place: string;
  readonly lot?: string;
  readonly grant?: string;
  readonly owner?: string;
  readonly asOf?: string;
  readonly conditions?: Condition[];
}
function askedOf(url: URLSearchParams): Asked & Record<string, unknown> {
  const one = (name: string) => (url.get(name) ? { [name]: url.get(name)! } : {});
  return {
    item: url.get('item') ?? noRecord,
    place: url.get('place') ?? noRecord,
    ...one('lot'),
    ...one('grant'),
    ...one('owner'),
    ...one('asOf'),
    ...(url.get('condition') ? { conditions: [url.get('condition') as Condition] } : {}),
  };
}

function useCard(asked: Asked) {
  const client = useClient();
  return useInfiniteQuery<Answer, ClientProblem, { pages: Answer[] }, unknown[], Answer['next']>({
    queryKey: [listCard.name, asked],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) => client.ask(listCard, { ...asked, ...(pageParam ? { before: pageParam } : {}) } as never, signal),
    getNextPageParam: (page) => page.next,
  });
}

/** The balance at the end of each day that has movements. */
function daysOf(rows: readonly Row[]): { x: string; y: number }[] {
  const days = new Map<string, number>();
  for (const row of rows) if (!days.has(row.bookDate)) days.set(row.bookDate, row.after);
  return [...days].map(([x, y]) => ({ x, y })).sort((a, b) => (a.x < b.x ? -1 : 1));
}

function Narrowed({ url, place }: { url: URLSearchParams; place: string }) {
  const t = useT();
  const [lot, grant, condition] = [url.get('lot'), url.get('grant'), url.get('condition')];
  return (
    <>
      <bdi>{place}</bdi>
      {lot && (
        <>
          {' · '}
          {t('goods.lot')} <RecordName kind="lot" id={lot} />
        </>
      )}
      {grant && (
        <>
          {' · '}
          {t('goods.filter-grant')} {grant === 'none' ? t('goods.no-grant') : <RecordName kind="grant" id={grant} />}
        </>
      )}
      {condition && ` · ${t(`goods.condition-${condition}`)}`}
    </>
  );
}

function Movements({ rows, unit }: { rows: readonly Row[]; unit: string }) {
  const t = useT();
  const { figures } = useMeasures();
  const words = useDocumentWords();
  const places = new Set(rows.map((row) => row.place.placeCode)).size > 1;
  const lots = rows.some((row) => row.lotCode !== null);
  return (
    <Lines
      label={t('page.goods.stock-card')}
      rows={rows}
      rowKey={(row) => `${row.bucket} ${row.seq}`}
      columns={[
        {
          key: 'document',
          title: t('goods.document'),
          cell: (row) => (
            <Link to={`/goods/documents/${row.documentId}`} className="kv-opens">
              {words(row.kind)}
            </Link>
          ),
        },
        { key: 'when', title: t('goods.when'), cell: (row) => <WhenOf row={row} /> },
        {
          key: 'other',
          title: t('goods.from-or-to'),
          cell: (row) => (
            <span>
              <SideWords side={row.other} />
            </span>
          ),
        },
        ...(places ? [codeColumn('place', t('column.goods.list-stock.placeCode'), (row) => row.place.placeCode)] : []),
        ...(lots ? [codeColumn('lot', t('goods.lot'), (row) => row.lotCode)] : []),
        {
          key: 'change',
          title: t('goods.change-of'),
          number: true,
          cell: (row) => <bdi dir="ltr">{row.change > 0 ? `+${figures(row.change)}` : `−${figures(-row.change)}`}</bdi>,
        },
        {
          key: 'after',
          title: `${t('goods.balance')}, ${t(`goods.unit-${unit}`)}`,
          number: true,
          cell: (row) => <strong>{figures(row.after)}</strong>,
        },
        { key: 'by', title: t('goods.by'), cell: (row) => row.actorName && <bdi>{row.actorName}</bdi> },
      ]}
    />
  );
}

const codeColumn = (key: string, title: string, of: (row: Row) => string | null) => ({
  key,
  title,
  cell: (row: Row) => <span className="kv-code">{of(row)}</span>,
});

/** When it happened, and on which day it was booked where that was another. */
function WhenOf({ row }: { row: Row }) {
  const t = useT();
  return (
    <span>
      <When at={row.occurredAt} />
      {row.late && (
        <Text size="xs" c="person">
          {t('goods.booked-on', { day: row.bookDate })}
        </Text>
      )}
    </span>
  );
}

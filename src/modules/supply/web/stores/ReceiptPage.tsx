import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  Facts,
  Grid,
  ListTable,
  Page,
  PrintButton,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Table,
  Text,
  Title,
  Waiting,
  When,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { sortLoad } from '../../contract/stores/documents.ts';
import { getReceipt, listReceiptLines, matchReceipt, reverseReceipt } from '../../contract/stores/receipts.ts';
import type { ReceiptLineRow } from '../../contract/stores/receipts.ts';
import { LabelsButton } from './LabelsButton.tsx';
import { LineDialog } from './LineDialog.tsx';
import { MatchDialog } from './MatchDialog.tsx';
import { PhotoRow } from './Photos.tsx';
import { ReverseDialog } from './ReverseDialog.tsx';
import { SortDialog } from './SortDialog.tsx';
import { ReceiptCheck } from './StoreChecks.tsx';
import { SubjectDocuments } from './SubjectDocuments.tsx';
import { ConditionOf, StateOf, Thing, nameOf, useQty } from './words.tsx';

type Receipt = z.output<typeof getReceipt.output>;
type Line = z.output<typeof ReceiptLineRow>;
type Asked = { what: 'reverse' | 'match' | 'sort' } | { what: 'line'; line: Line } | null;

/** One receipt: what came, what differs, and what is to be done about it. */
export default function ReceiptPage() {
  const t = useT();
  const navigate = useNavigate();
  const { receiptId } = useParams({ strict: false }) as { receiptId: string };
  const receipt = useAsk(getReceipt, { receiptId });
  const [asked, setAsked] = useState<Asked>(null);
  if (receipt.error)
    return (
      <Page title={t('page.supply.receipt')}>
        <ProblemNotice problem={receipt.error.body} retry={() => void receipt.refetch()} />
      </Page>
    );
  if (!receipt.data) return <Waiting />;
  const at = receipt.data;
  const may = (name: string) => at.abilities.includes(name);
  const close = () => setAsked(null);
  const done = () => {
    close();
    tell(t('supply.saved'));
    void receipt.refetch();
  };
  const waits = at.source === 'unknown' && at.state === 'posted';
  return (
    <Page
      title={<span className="kv-code">{at.number}</span>}
      subtitle={<StateOf of="receipt" state={at.state} />}
      crumbs={[crumb(t('page.supply.receipts'), '/supply/receipts', navigate)]}
      actions={
        <>
          <PrintButton paper="supply.receipt-note" input={{ receiptId: at.id }} />
          <LabelsButton receiptId={at.id} />
          {may(reverseReceipt.name) && (
            <Button variant="default" onClick={() => setAsked({ what: 'reverse' })}>
              {t('command.supply.reverse-receipt')}
            </Button>
          )}
          {at.unsorted > 0 && may(sortLoad.name) && (
            <Button onClick={() => setAsked({ what: 'sort' })}>{t('command.supply.sort-load')}</Button>
          )}
          {waits && may(matchReceipt.name) && (
            <Button variant={at.unsorted > 0 ? 'default' : 'filled'} onClick={() => setAsked({ what: 'match' })}>
              {t('command.supply.match-receipt')}
            </Button>
          )}
        </>
      }
    >
      <Notices receipt={at} />
      <ReceiptCheck receipt={at} onDone={done} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <ReceiptFacts receipt={at} />
            {at.photos.length > 0 && (
              <Paper p="md">
                <PhotoRow photos={at.photos} />
              </Paper>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <Lines receipt={at} onOpen={(line) => setAsked({ what: 'line', line })} />
            <Checks receipt={at} />
            <Matches receipt={at} />
            <SubjectDocuments documents={at.documents} />
          </Stack>
        </Grid.Col>
      </Grid>
      <RecordPanels subject={{ kind: 'receipt', id: receiptId }} />
      {asked?.what === 'line' && <LineDialog receipt={at} line={asked.line} onClose={close} onDone={done} />}
      {asked?.what === 'reverse' && <ReverseDialog receipt={at} onClose={close} onDone={done} />}
      {asked?.what === 'match' && <MatchDialog receipt={at} onClose={close} onDone={done} />}
      {asked?.what === 'sort' && <SortDialog receipt={at} onClose={close} onDone={done} />}
    </Page>
  );
}

function Notices({ receipt }: { receipt: Receipt }) {
  const t = useT();
  return (
    <>
      {receipt.reversal && (
        <Alert color="stopped" title={t('supply.receipt-taken-back', { by: receipt.reversal.by })}>
          <bdi>{receipt.reversal.reason}</bdi>
        </Alert>
      )}
      {receipt.source === 'unknown' && receipt.state === 'posted' && (
        <Alert color="person" title={t('supply.papers-missing')}>
          {t('supply.papers-missing-text')}
        </Alert>
      )}
      {receipt.differing > 0 && receipt.state === 'posted' && receipt.source !== 'unknown' && (
        <Alert color="waiting" title={t('supply.lines-differ', { count: receipt.differing })}>
          {t('supply.lines-differ-text')}
        </Alert>
      )}
    </>
  );
}

function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const t = useT();
  const column = (key: string) => t(`column.supply.list-receipts.${key}`);
  return (
    <Facts
      items={[
        { label: column('placeCode'), value: <RecordName kind="stock-place" id={receipt.placeId} /> },
        { label: column('arrivedAt'), value: <When at={receipt.arrivedAt} /> },
        {
          label: column('source'),
          value: (
            <>
              {t(`supply.receipt-source-${receipt.source}`)} <span className="kv-code">{receipt.reference}</span>
            </>
          ),
        },
        { label: column('senderName'), value: receipt.senderName && <bdi>{receipt.senderName}</bdi> },
        { label: column('plate'), value: receipt.plate && <span className="kv-code">{receipt.plate}</span> },
        { label: column('waybill'), value: receipt.waybill && <span className="kv-code">{receipt.waybill}</span> },
        { label: t('supply.transporter'), value: receipt.transporterName && <bdi>{receipt.transporterName}</bdi> },
        { label: column('receivedBy'), value: <bdi>{receipt.receivedBy}</bdi> },
        { label: t('field.note'), value: receipt.note && <bdi>{receipt.note}</bdi> },
      ].filter((item) => Boolean(item.value))}
    />
  );
}

function Lines({ receipt, onOpen }: { receipt: Receipt; onOpen: (line: Line) => void }) {
  const t = useT();
  const { figures } = useQty();
  const off = (value: number) =>
    value > 0 ? (
      <Text span c="person" fw={600}>
        {figures(value)}
      </Text>
    ) : (
      <Text span c="dimmed">
        0
      </Text>
    );
  return (
    <ListTable<Line>
      query={listReceiptLines}
      name="lines"
      input={{ receiptId: receipt.id }}
      rowKey={(row) => String(row.line)}
      searchField="search"
      columns={['nameEn', 'expected', 'good', 'damaged', 'missing', 'extra']}
      onOpen={onOpen}
      cells={{
        nameEn: (row) => (
          <div>
            <Thing row={row} />
            <StateOfLine row={row} />
          </div>
        ),
        expected: (row) => (row.expected === null ? '–' : figures(row.expected)),
        good: (row) => <strong>{figures(row.good)}</strong>,
        damaged: (row) => off(row.damaged),
        missing: (row) => off(row.missing),
        extra: (row) => off(row.extra),
        condition: (row) => <ConditionOf condition={row.condition} />,
      }}
      columnFilters={{ missing: { kind: 'flag', field: 'differing' } }}
      empty={{ title: t('ui.nothing-fits') }}
    />
  );
}

/** A load that has been opened whole is nothing that waits. */
function StateOfLine({ row }: { row: Line }) {
  const t = useT();
  if (row.condition === 'good') return null;
  if (row.condition === 'unsorted' && row.waiting === 0) return <Status tone="settled">{t('supply.load-sorted')}</Status>;
  return <ConditionOf condition={row.condition} />;
}

function Checks({ receipt }: { receipt: Receipt }) {
  const t = useT();
  if (receipt.checks.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('supply.checks')}
      </Title>
      <Table>
        <Table.Tbody>
          {receipt.checks.map((check) => (
            <Table.Tr key={check.id}>
              <Table.Td>
                <bdi>{nameOf(check)}</bdi>
                <Text size="sm" c="dimmed">
                  <bdi>{check.specification}</bdi>
                </Text>
              </Table.Td>
              <Table.Td>{t('supply.found-of-sample', { defects: check.defects, sample: check.sampleSize })}</Table.Td>
              <Table.Td>{t(`supply.verdict-${check.verdict}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Matches({ receipt }: { receipt: Receipt }) {
  const t = useT();
  const { figures } = useQty();
  if (receipt.matches.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('supply.papers-said')}
      </Title>
      <Table>
        <Table.Tbody>
          {receipt.matches.map((match) => (
            <Table.Tr key={match.itemId}>
              <Table.Td>
                <bdi>{nameOf(match)}</bdi>
              </Table.Td>
              <Table.Td ta="end">
                {t('supply.found-of-expected', { found: figures(match.found), expected: figures(match.expected) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  Grid,
  Group,
  ListTable,
  Modal,
  Page,
  ProblemNotice,
  QuantityField,
  Stack,
  Text,
  Textarea,
  Waiting,
  tell,
  useBegin,
} from '#foundation/web/ui/index.ts';
import { typedUnitsOf } from '#kernel/goods/domain/words.ts';
import { lendBetweenGrants, listLoans, payBackLoan } from '../../contract/stores/loans.ts';
import type { LoanRow } from '../../contract/stores/loans.ts';
import { listStoreStock } from '../../contract/stores/stock.ts';
import type { StoreStockRow } from '../../contract/stores/stock.ts';
import { StateOf, Thing, nameOf, useDay, useQty } from './words.tsx';

type Row = z.output<typeof LoanRow>;

/** What one grant owes another, and until when. */
export default function LoansPage() {
  const t = useT();
  const navigate = useNavigate();
  const day = useDay();
  const mayLend = useCan(lendBetweenGrants.name);
  const [asked, setAsked] = useState<Row | null>(null);
  const lend = () => void navigate({ to: '/supply/store' });
  useBegin(lendBetweenGrants.name, lend);
  return (
    <Page
      title={t('page.supply.loans')}
      subtitle={t('supply.loans-text')}
      actions={mayLend && <Button onClick={lend}>{t('supply.choose-to-lend')}</Button>}
    >
      <ListTable<Row>
        query={listLoans}
        rowKey={(row) => row.id}
        columns={['number', 'state', 'fromCode', 'toCode', 'dueOn', 'daysLeft', 'agreement', 'placeCode']}
        onOpen={setAsked}
        cells={{
          state: (row) => <StateOf of="loan" state={row.state} />,
          dueOn: (row) => day(row.dueOn),
          daysLeft: (row) => <DaysLeft row={row} />,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: (['asked', 'open', 'paid-back', 'declined'] as const).map((value) => ({
              value,
              label: t(`supply.loan-state-${value}`),
            })),
          },
          daysLeft: { kind: 'flag', field: 'overdue' },
        }}
        empty={{ title: t('supply.no-loans'), text: t('supply.no-loans-text') }}
      />
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        size="lg"
        title={asked && t('supply.loan-title', { number: asked.number, from: asked.fromCode ?? '–', to: asked.toCode ?? '–' })}
      >
        {asked && <Loan loan={asked} onDone={() => setAsked(null)} />}
      </Modal>
    </Page>
  );
}

function DaysLeft({ row }: { row: Row }) {
  const t = useT();
  if (row.state !== 'open') return null;
  return (
    <Text span {...(row.daysLeft < 0 ? { c: 'person', fw: 600 } : {})}>
      {t(row.daysLeft < 0 ? 'supply.days-overdue' : 'supply.days-left', { count: Math.abs(row.daysLeft) })}
    </Text>
  );
}

function Loan({ loan, onDone }: { loan: Row; onDone: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { qty, figures } = useQty();
  const mayPay = useCan(payBackLoan.name) && loan.state === 'open';
  return (
    <Stack>
      {loan.items.map((item) => (
        <Group key={item.itemId} justify="space-between">
          <div>
            <bdi>{nameOf(item)}</bdi> <span className="kv-code">{item.itemCode}</span>
          </div>
          <Text>{t('supply.paid-of-lent', { paid: figures(item.paidBack), lent: qty(item.lent, item.unit) })}</Text>
        </Group>
      ))}
      <Button variant="default" onClick={() => void navigate({ to: `/supply/store/${loan.id}` })}>
        {t('page.supply.store-document')}
      </Button>
      {mayPay && <PayBack loan={loan} onDone={onDone} />}
    </Stack>
  );
}

/** Stock of the borrower's that may go back: the same items, of whatever lot. */
function PayBack({ loan, onDone }: { loan: Row; onDone: () => void }) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const [typed, setTyped] = useState<Readonly<Record<string, number | string | undefined>>>({});
  const [reason, setReason] = useState('');
  const stock = useAsk(listStoreStock, {
    placeId: loan.placeId,
    ...(loan.toGrant ? { grantId: loan.toGrant } : {}),
    itemIds: loan.items.map((item) => item.itemId),
    conditions: ['good'],
    limit: 100,
  });
  const { send, busy, problem } = useSend(payBackLoan);
  if (!stock.data) return <Waiting />;
  const { rows } = stock.data;
  if (rows.length === 0) return <Text c="dimmed">{t('supply.nothing-to-pay-back')}</Text>;
  const lines = rows.flatMap((row) =>
    typeof typed[row.key] === 'number' && (typed[row.key] as number) > 0 ? [{ at: row.at, qty: typed[row.key] as number }] : [],
  );
  const post = async () => {
    const outcome = await send({ loanId: loan.id, documentId, placeId: loan.placeId, lines, reason: reason.trim() });
    if (outcome?.state !== 'applied') return;
    tell(t(outcome.result!.paidBack ? 'supply.loan-settled' : 'supply.saved', { number: outcome.result!.number }));
    onDone();
  };
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('command.supply.pay-back-loan')}</Text>
      {rows.map((row) => (
        <PayLine key={row.key} row={row} value={typed[row.key]} onChange={(value) => setTyped({ ...typed, [row.key]: value })} />
      ))}
      <Textarea
        label={t('field.reason')}
        withAsterisk
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem && <ProblemNotice problem={problem} />}
      <Button loading={busy} disabled={lines.length === 0 || reason.trim().length < 3} onClick={() => void post()}>
        {t('command.supply.pay-back-loan')}
      </Button>
    </Stack>
  );
}

function PayLine({
  row,
  value,
  onChange,
}: {
  row: StoreStockRow;
  value: number | string | undefined;
  onChange: (value: number | string | undefined) => void;
}) {
  const t = useT();
  const { qty } = useQty();
  return (
    <Grid gap="sm" align="center">
      <Grid.Col span={{ base: 12, xs: 7 }}>
        <Thing row={row} />
        <Text size="sm" c="dimmed">
          <span className="kv-code">{row.placeCode}</span> · {qty(row.free, row.unit)}
        </Text>
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 5 }}>
        <QuantityField label={t('supply.how-much')} units={typedUnitsOf(row, t)} value={value} onChange={onChange} />
      </Grid.Col>
    </Grid>
  );
}

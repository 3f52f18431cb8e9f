import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Alert,
  Button,
  Group,
  ListTable,
  Modal,
  Page,
  ProblemNotice,
  Status,
  Stack,
  Text,
  Textarea,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { correctPackUses, listPackUses } from '../contract/packs.ts';
import type { BulkAction } from '#foundation/web/ui/index.ts';
import type { PackUseRow } from '../contract/packs.ts';
import { nameOf } from './names.ts';
import { useDocumentWords, useMeasures } from './words.tsx';

type Row = z.output<typeof PackUseRow>;

/** Lines entered with a version of a pack, with what each makes too much or too little; what can be put right is offered. */
export default function PackUsesPage() {
  const t = useT();
  const navigate = useNavigate();
  const words = useDocumentWords();
  const { figures } = useMeasures();
  const { packId } = useParams({ strict: false }) as { packId: string };
  const uses = useAsk(listPackUses, { packId, limit: 500 });
  const open = (uses.data?.rows ?? []).filter((row) => row.open);
  const total = open.reduce((sum, row) => sum + (row.difference ?? 0), 0);
  const may = useCan(correctPackUses.name);
  const mine = open.some((row) => row.mine);
  const [asked, setAsked] = useState(false);
  // Each line is a document of its own: one whose goods have gone on holds up no other.
  const bookSome: BulkAction<Row> = {
    command: correctPackUses,
    input: (row) => ({ packId, documentId: newId(), uses: [{ documentId: row.documentId, line: row.line }] }),
    leftOut: (row) => (row.open ? undefined : t('goods.pack-nothing-open')),
    name: (row) => `${words(row.kind)} · ${row.placeCode ?? ''}`,
    change: (row) => <span className="kv-number">{signed(row.difference ?? 0, figures)}</span>,
    fields: [{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }],
  };
  return (
    <Page
      title={t('page.goods.pack-uses')}
      subtitle={uses.data ? <PackMeant pack={uses.data.pack} /> : t('goods.pack-uses-text')}
      crumbs={[
        crumb(t('page.goods.items'), '/goods/items', navigate),
        ...(uses.data ? [crumb(nameOf(uses.data.pack), `/goods/items/${uses.data.pack.itemId}`, navigate)] : []),
      ]}
    >
      {open.length > 0 && (
        <Alert color="waiting" title={t('goods.pack-open-title', { n: open.length, total: signed(total, figures) })}>
          <Text size="sm">{t('goods.pack-open-text')}</Text>
          {may && mine && <Text size="sm">{t('goods.pack-second-person')}</Text>}
          {may && !mine && (
            <Button mt="sm" size="sm" onClick={() => setAsked(true)}>
              {t('command.goods.correct-pack-uses')}
            </Button>
          )}
        </Alert>
      )}
      <ListTable<Row>
        query={listPackUses}
        input={{ packId }}
        rowKey={(row) => `${row.documentId} ${row.line}`}
        columns={['occurredAt', 'kind', 'placeCode', 'lotCode', 'count', 'qty', 'should', 'difference']}
        onOpen={(row) => void navigate({ to: `/goods/documents/${row.documentId}` })}
        cells={{
          kind: (row) => words(row.kind),
          count: (row) => <span className="kv-number">{figures(row.count, 6)}</span>,
          difference: (row) => (
            <>
              <span className="kv-number">{row.difference === null ? '–' : signed(row.difference, figures)}</span>{' '}
              {row.correctedBy && <Status tone="settled">{t('goods.put-right')}</Status>}
            </>
          ),
        }}
        {...(may && !mine ? { bulk: [bookSome] } : {})}
        empty={{ title: t('goods.no-pack-uses'), text: t('goods.no-pack-uses-text') }}
      />
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('command.goods.correct-pack-uses')}>
        <BookForm
          packId={packId}
          rows={open}
          onDone={() => {
            setAsked(false);
            tell(t('goods.difference-booked'));
            void uses.refetch();
          }}
        />
      </Modal>
    </Page>
  );
}

/** Which pack, and what it was taken to hold and holds. */
function PackMeant({ pack }: { pack: z.output<typeof listPackUses.output>['pack'] }) {
  const t = useT();
  const { figures, quantity } = useMeasures();
  const holds = ({ smallest, per }: { smallest: number; per: number }) =>
    per === 1 ? quantity(smallest, pack.unit) : t('goods.pack-ratio', { smallest: quantity(smallest, pack.unit), per: figures(per) });
  const corrected = pack.right && (pack.right.smallest !== pack.smallest || pack.right.per !== pack.per) ? pack.right : null;
  return (
    <>
      {t(`goods.pack-${pack.kind}`)} <span className="kv-code">{pack.code}</span> · {t('goods.pack-version', { n: pack.version })} ·{' '}
      {corrected ? t('goods.pack-taken-for', { wrong: holds(pack), right: holds(corrected) }) : holds(pack)}
    </>
  );
}

/** The mark before the sign keeps it on the left of its figure, in Arabic too. */
const signed = (value: number, figures: (value: number) => string) =>
  value > 0 ? `\u200e+${figures(value)}` : value < 0 ? `\u200e−${figures(-value)}` : '0';

function BookForm({ packId, rows, onDone }: { packId: string; rows: readonly Row[]; onDone: () => void }) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useSend(correctPackUses);
  const submit = async () => {
    const outcome = await send({ packId, documentId, uses: rows.map((row) => ({ documentId: row.documentId, line: row.line })), reason });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Text size="sm">{t('goods.pack-book-text', { n: rows.length })}</Text>
      <Textarea
        label={t('field.reason')}
        withAsterisk
        autosize
        minRows={2}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button loading={busy} disabled={reason.trim().length < 3} onClick={() => void submit()}>
          {t('command.goods.correct-pack-uses')}
        </Button>
      </Group>
    </Stack>
  );
}

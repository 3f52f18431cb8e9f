import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { RecordFrame, RecordOf } from '#foundation/web/RecordFrame.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, CommandForm, Facts, Lines, Modal, Paper, Stack, Text, When, tell, crumb } from '#foundation/web/ui/index.ts';
import { approveDocument, declineDocument, getDocument, reverseStoreDocument } from '../../contract/stores/documents.ts';
import { PhotoRow } from './Photos.tsx';
import { TransferFacts } from './TransferFacts.tsx';
import { StateOf, Thing, useOwner, useQty, useReason } from './words.tsx';

type Document = z.output<typeof getDocument.output>;
type Asked = 'approve' | 'decline' | 'reverse';

const acts = [
  { command: reverseStoreDocument, asks: 'reverse' },
  { command: declineDocument, asks: 'decline' },
  { command: approveDocument, asks: 'approve' },
] as const;

/** One document of a store: what it moves, who asked, who decides. */
export default function DocumentPage() {
  const t = useT();
  const navigate = useNavigate();
  const { documentId } = useParams({ strict: false }) as { documentId: string };
  const document = useAsk(getDocument, { documentId });
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <RecordOf asked={document} title={t('page.supply.store-document')}>
      {(at) => (
        <RecordFrame
          title={t(`supply.document-kind-${at.kind}`)}
          subtitle={
            <>
              <span className="kv-code">{at.number}</span> <StateOf of="document" state={at.state} />
            </>
          }
          crumbs={[crumb(t('page.supply.store'), '/supply/store?tab=documents', navigate)]}
          subject={{ kind: 'store-document', id: documentId }}
          acts={acts}
          abilities={at.abilities}
          onAsk={setAsked}
          notice={<WaitsFor document={at} />}
          facts={<DocumentSide document={at} />}
          factsWidth={4}
          dialogs={
            <Dialogs
              document={at}
              asked={asked}
              onClose={() => setAsked(null)}
              onDone={() => {
                setAsked(null);
                tell(t('supply.saved', { number: at.number }));
                void document.refetch();
              }}
            />
          }
        >
          <LinesOf document={at} />
        </RecordFrame>
      )}
    </RecordOf>
  );
}

function WaitsFor({ document }: { document: Document }) {
  const t = useT();
  if (document.state !== 'asked') return null;
  return (
    <Alert color="person" title={t(document.mine ? 'supply.waits-for-other' : 'supply.waits-for-you')}>
      {t(document.mine ? 'supply.waits-for-other-text' : 'supply.waits-for-you-text', { by: document.madeBy })}
    </Alert>
  );
}

function DocumentSide({ document }: { document: Document }) {
  return (
    <Stack>
      <DocumentFacts document={document} />
      {document.kind === 'grant-transfer' && <TransferFacts documentId={document.id} />}
      {document.photos.length > 0 && (
        <Paper p="md">
          <PhotoRow photos={document.photos} />
        </Paper>
      )}
    </Stack>
  );
}

function DocumentFacts({ document }: { document: Document }) {
  const t = useT();
  const reason = useReason();
  const column = (key: string) => t(`column.supply.list-store-documents.${key}`);
  return (
    <Facts
      items={[
        { label: column('placeCode'), value: <RecordName kind="stock-place" id={document.placeId} /> },
        { label: column('occurredAt'), value: <When at={document.occurredAt} /> },
        { label: column('madeBy'), value: <bdi>{document.madeBy}</bdi> },
        { label: column('decidedBy'), value: document.decidedBy && <bdi>{document.decidedBy}</bdi> },
        { label: column('reason'), value: document.reason && <bdi>{reason(document.reason)}</bdi> },
        {
          label: column('reference'),
          value: document.kind !== 'grant-transfer' && document.reference && <ReferenceOf document={document} />,
        },
        { label: column('orgName'), value: document.orgName && <bdi>{document.orgName}</bdi> },
        {
          label: t('supply.belongs-to'),
          value: document.subjectKind && document.subjectId && <RecordName kind={document.subjectKind} id={document.subjectId} />,
        },
        {
          label: t('field.note'),
          value: (document.note || document.decisionNote) && (
            <bdi>{[document.note, document.decisionNote].filter(Boolean).join(' · ')}</bdi>
          ),
        },
      ].filter((item) => Boolean(item.value))}
    />
  );
}

/** An adjustment's cause in words; any other reference as it stands. */
function ReferenceOf({ document }: { document: Document }) {
  const t = useT();
  if (document.kind === 'adjustment') return t(`supply.cause-${document.reference}`);
  return <span className="kv-code">{document.reference}</span>;
}

type Row = Document['rows'][number];

function LinesOf({ document }: { document: Document }) {
  const t = useT();
  const { qty, figures } = useQty();
  const pack = ({ pack: counted }: Row) =>
    counted &&
    t('supply.counted-in', {
      count: figures(counted.count),
      pack: t(`goods.pack-${counted.kind}`),
      smallest: figures(counted.smallest),
      per: figures(counted.per),
    });
  return (
    <Paper p="md">
      <Lines<Row>
        label={t('supply.lines')}
        rows={document.rows}
        rowKey={(row) => String(row.line)}
        columns={[
          { key: 'item', title: t('column.supply.list-receipt-lines.nameEn'), wraps: true, cell: (row) => <Thing row={row} /> },
          { key: 'from', title: t('supply.from'), wraps: true, cell: (row) => <Side side={row.from} other={row.to} /> },
          { key: 'to', title: t('supply.to'), wraps: true, cell: (row) => <Side side={row.to} other={row.from} /> },
          {
            key: 'qty',
            title: t('column.supply.list-store-stock.qty'),
            number: true,
            cell: (row) => (
              <span>
                <strong>{qty(row.qty, row.unit)}</strong>
                <Text size="xs" c="dimmed">
                  {pack(row)}
                </Text>
              </span>
            ),
          },
        ]}
      />
      {document.lines > document.rows.length && (
        <Text c="dimmed" size="sm" mt="sm">
          {t('supply.first-lines', { shown: figures(document.rows.length), all: figures(document.lines) })}
        </Text>
      )}
    </Paper>
  );
}

/** Where a line comes from or goes to: what the two sides have in common is said once, what differs on both. */
function Side({ side, other }: { side: Row['from']; other: Row['from'] }) {
  const t = useT();
  const owner = useOwner();
  if (side.outside) return <Text c="dimmed">{t(`supply.outside-${side.outside}`)}</Text>;
  const differs = (key: 'grantCode' | 'condition' | 'owner') => other.outside === null && side[key] !== other[key];
  return (
    <div>
      <div>
        <span className="kv-code">{side.placeCode}</span>
      </div>
      {differs('condition') && <div>{t(`goods.condition-${side.condition}`)}</div>}
      {differs('grantCode') && <div>{side.grantCode ? <span className="kv-code">{side.grantCode}</span> : t('supply.no-grant')}</div>}
      {differs('owner') && <bdi>{owner(side.owner ?? '')}</bdi>}
    </div>
  );
}

function Dialogs({
  document,
  asked,
  onClose,
  onDone,
}: {
  document: Document;
  asked: Asked | null;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const [reversalId] = useState(() => newId());
  const note = (required: boolean) => [
    { name: 'note', kind: 'long' as const, label: t(required ? 'field.reason' : 'field.note'), required },
  ];
  return (
    <>
      <Modal opened={asked === 'approve'} onClose={onClose} title={t('supply.approve-title', { number: document.number })}>
        <Text mb="md">{t('supply.approve-text', { by: document.madeBy, count: document.lines })}</Text>
        <CommandForm
          def={approveDocument}
          fixed={{ documentId: document.id }}
          initial={{ note: '' }}
          fields={note(false)}
          onDone={onDone}
          onCancel={onClose}
        />
      </Modal>
      <Modal opened={asked === 'decline'} onClose={onClose} title={t('supply.decline-title', { number: document.number })}>
        <CommandForm
          def={declineDocument}
          fixed={{ documentId: document.id }}
          initial={{ note: '' }}
          fields={note(true)}
          onDone={onDone}
          onCancel={onClose}
        />
      </Modal>
      <Modal opened={asked === 'reverse'} onClose={onClose} title={t('supply.take-back-title', { number: document.number })}>
        <Text mb="md">{t('supply.take-back-text', { count: document.lines })}</Text>
        <CommandForm
          def={reverseStoreDocument}
          fixed={{ documentId: document.id, reversalId }}
          initial={{ reason: '' }}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          onDone={onDone}
          onCancel={onClose}
        />
      </Modal>
    </>
  );
}

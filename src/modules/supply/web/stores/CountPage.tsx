import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Alert,
  Button,
  CommandForm,
  Modal,
  Page,
  PrintButton,
  ProblemNotice,
  Tabs,
  Text,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { approveCount, dropCount, listCounts, recordCount, reviewCount } from '../../contract/stores/counts.ts';
import { CountReview } from './CountReview.tsx';
import { CountSheet } from './CountSheet.tsx';
import { CountChecks } from './StoreChecks.tsx';
import { StateOf, nameOf } from './words.tsx';

type Head = z.output<typeof listCounts.output>['rows'][number];
type Asked = 'approve' | 'drop' | null;

/** One count: the blind sheet for who counts, the differences for who approves. */
export default function CountPage() {
  const t = useT();
  const navigate = useNavigate();
  const { countId } = useParams({ strict: false }) as { countId: string };
  const mayCount = useCan(recordCount.name);
  const mayReview = useCan(reviewCount.permission);
  const all = useAsk(listCounts, { limit: 1000 });
  const review = useAsk(reviewCount, { countId, limit: 200 }, { enabled: mayReview });
  const [asked, setAsked] = useState<Asked>(null);
  const count = all.data?.rows.find((row) => row.id === countId);
  if (all.error)
    return (
      <Page title={t('page.supply.count')}>
        <ProblemNotice problem={all.error.body} retry={() => void all.refetch()} />
      </Page>
    );
  if (!count) return <Waiting />;
  const open = count.state === 'counting';
  const refresh = () => {
    void all.refetch();
    if (mayReview) void review.refetch();
  };
  return (
    <Page
      title={<bdi>{nameOf({ nameEn: count.placeNameEn, nameTr: count.placeNameTr, nameAr: count.placeNameAr })}</bdi>}
      subtitle={
        <>
          <span className="kv-code">{count.number}</span> <StateOf of="count" state={count.state} />
        </>
      }
      crumbs={[crumb(t('page.supply.counts'), '/supply/counts', navigate)]}
      actions={
        <>
          {open && mayCount && <PrintButton paper="supply.count-sheet" input={{ countId }} />}
          {open && <Actions blocked={review.data?.blocked ?? null} reviewed={review.data !== undefined} onAsk={setAsked} />}
        </>
      }
    >
      <CountChecks countId={countId} onDone={refresh} />
      <Tabs defaultValue={mayReview && !(open && mayCount) ? 'review' : 'sheet'} keepMounted={false}>
        <Tabs.List mb="md">
          {mayCount && <Tabs.Tab value="sheet">{t('supply.count-sheet')}</Tabs.Tab>}
          {mayReview && <Tabs.Tab value="review">{t('supply.count-differences')}</Tabs.Tab>}
        </Tabs.List>
        {mayCount && (
          <Tabs.Panel value="sheet">
            <CountSheet countId={countId} open={open} onCounted={refresh} />
          </Tabs.Panel>
        )}
        {mayReview && (
          <Tabs.Panel value="review">
            {review.data ? (
              <CountReview review={review.data} />
            ) : review.error ? (
              <ProblemNotice problem={review.error.body} />
            ) : (
              <Waiting />
            )}
          </Tabs.Panel>
        )}
      </Tabs>
      <RecordPanels subject={{ kind: 'stock-count', id: countId }} />
      <Dialogs count={count} asked={asked} onClose={() => setAsked(null)} onDone={refresh} />
    </Page>
  );
}

function Actions({ blocked, reviewed, onAsk }: { blocked: string | null; reviewed: boolean; onAsk: (asked: Asked) => void }) {
  const t = useT();
  const mayApprove = useCan(approveCount.name);
  const mayDrop = useCan(dropCount.name);
  return (
    <>
      {mayDrop && (
        <Button variant="default" onClick={() => onAsk('drop')}>
          {t('command.supply.drop-count')}
        </Button>
      )}
      {mayApprove && reviewed && (
        <Button disabled={blocked !== null} onClick={() => onAsk('approve')}>
          {t('command.supply.approve-count')}
        </Button>
      )}
    </>
  );
}

function Dialogs({ count, asked, onClose, onDone }: { count: Head; asked: Asked; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const done = () => {
    onClose();
    tell(t('supply.saved', { number: count.number }));
    onDone();
  };
  return (
    <>
      <Modal opened={asked === 'approve'} onClose={onClose} title={t('command.supply.approve-count')}>
        <Text mb="md">{t('supply.approve-count-text')}</Text>
        <CommandForm
          def={approveCount}
          fixed={{ countId: count.id, documentId }}
          initial={{ note: '' }}
          fields={[{ name: 'note', kind: 'long', label: t('field.note') }]}
          onDone={done}
          onCancel={onClose}
        />
      </Modal>
      <Modal opened={asked === 'drop'} onClose={onClose} title={t('command.supply.drop-count')}>
        <Alert color="person" mb="md">
          {t('supply.drop-count-text', { counted: count.counted })}
        </Alert>
        <CommandForm
          def={dropCount}
          fixed={{ countId: count.id }}
          initial={{ reason: '' }}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          onDone={done}
          onCancel={onClose}
        />
      </Modal>
    </>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Page, SegmentedControl, useUrlState } from '#foundation/web/ui/index.ts';
import { countExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { undoHandover } from '../contract/handovers.ts';
import { Handovers } from './Handovers.tsx';

const picks = ['all', 'second-claim', 'wrong-lane', 'lost-token', 'unknown-token', 'over-distribution'] as const;

/** Hand-overs that do not fit, whichever day they belong to: double claims, wrong lanes, lost tokens. */
export default function LitigationPage() {
  const t = useT();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const mayUndo = useCan(undoHandover.name);
  const seesCases = useCan(countExceptions.permission);
  const counts = useAsk(countExceptions, {}, { enabled: seesCases });
  const cases = (counts.data?.kinds ?? []).filter((row) => row.kind.startsWith('assistance.')).reduce((sum, row) => sum + row.open, 0);
  const eventId = url.get('event');
  const pick = picks.find((value) => value === url.get('kind')) ?? 'all';
  return (
    <Page
      title={t('page.assistance.litigation')}
      subtitle={t('assistance.litigation-text')}
      actions={
        <>
          {eventId && (
            <Button variant="default" onClick={() => void navigate({ to: `/assistance/events/${eventId}` })}>
              {t('assistance.to-event')}
            </Button>
          )}
          {cases > 0 && (
            <Button variant="default" onClick={() => void navigate({ to: '/exceptions' })}>
              {t('assistance.open-cases', { count: cases })}
            </Button>
          )}
        </>
      }
    >
      <SegmentedControl
        value={pick}
        data={picks.map((value) => ({ value, label: t(value === 'all' ? 'assistance.litigation-all' : `assistance.oddity-${value}`) }))}
        style={{ overflowX: 'auto', maxWidth: '100%' }}
        onChange={(value) => setUrl({ kind: value === 'all' ? undefined : value })}
      />
      <Handovers
        name="odd"
        input={{ odd: true, undone: false, ...(pick === 'all' ? {} : { oddity: pick }), ...(eventId ? { eventId } : {}) }}
        columns={['occurredAt', 'eventNumber', 'number', 'laneNo', 'size', 'by', 'oddities']}
        mayUndo={mayUndo}
        empty={{ title: t('assistance.no-odd'), text: t('assistance.no-odd-text') }}
      />
    </Page>
  );
}

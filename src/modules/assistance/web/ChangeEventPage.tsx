import { useNavigate, useParams } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, ProblemNotice, Waiting, tell, crumb } from '#foundation/web/ui/index.ts';
import { getEvent } from '../contract/events.ts';
import { EventForm } from './EventForm.tsx';

/** Changes a day that has not begun. */
export default function ChangeEventPage() {
  const t = useT();
  const navigate = useNavigate();
  const { eventId } = useParams({ strict: false }) as { eventId: string };
  const event = useAsk(getEvent, { eventId });
  const back = `/assistance/events/${eventId}`;
  return (
    <Page
      title={t('command.assistance.change-event')}
      subtitle={event.data && <span className="kv-code">{event.data.number}</span>}
      crumbs={[
        crumb(t('page.assistance.events'), '/assistance/events', navigate),
        crumb(event.data?.number ?? t('page.assistance.event'), back, navigate),
      ]}
    >
      {event.error && <ProblemNotice problem={event.error.body} retry={() => void event.refetch()} />}
      {event.isPending && <Waiting />}
      {event.data && (
        <Paper p={{ base: 'sm', sm: 'lg' }}>
          <EventForm
            eventId={eventId}
            known={event.data}
            onDone={() => {
              tell(t('assistance.event-saved'));
              void navigate({ to: back });
            }}
          />
        </Paper>
      )}
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Page, Paper, tell, crumb } from '#foundation/web/ui/index.ts';
import { EventForm } from './EventForm.tsx';

/** Plans a distribution day. */
export default function NewEventPage() {
  const t = useT();
  const navigate = useNavigate();
  const [eventId] = useState(() => newId());
  return (
    <Page
      title={t('command.assistance.plan-event')}
      subtitle={t('assistance.new-event-text')}
      crumbs={[crumb(t('page.assistance.events'), '/assistance/events', navigate)]}
    >
      <Paper p={{ base: 'sm', sm: 'lg' }}>
        <EventForm
          eventId={eventId}
          onDone={() => {
            tell(t('assistance.event-saved'));
            void navigate({ to: `/assistance/events/${eventId}` });
          }}
        />
      </Paper>
    </Page>
  );
}

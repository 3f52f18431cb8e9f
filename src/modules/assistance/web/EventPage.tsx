import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Page, PrintButton, ProblemNotice, Tabs, Waiting, useUrlState, crumb } from '#foundation/web/ui/index.ts';
import { getEvent } from '../contract/events.ts';
import { giveFeedbackLink } from '../contract/feedback/links.ts';
import { DayActions } from './DayActions.tsx';
import { EndTab } from './EndTab.tsx';
import { HandoversTab } from './HandoversTab.tsx';
import { LiveTab } from './LiveTab.tsx';
import { LinkDialog } from './feedback/LinkDialog.tsx';
import { PaperTab } from './PaperTab.tsx';
import { SampleTab } from './SampleTab.tsx';
import { TokensTab } from './TokensTab.tsx';
import { EventStatus } from './words.tsx';

/** One distribution day: how it goes now, who is on its list, what was given, and how it ended. */
export default function EventPage() {
  const t = useT();
  const navigate = useNavigate();
  const { eventId } = useParams({ strict: false }) as { eventId: string };
  const [url, setUrl] = useUrlState();
  const mayLink = useCan(giveFeedbackLink.name);
  const [linking, setLinking] = useState(false);
  const event = useAsk(getEvent, { eventId }, { refreshMs: 15_000, keepPrevious: true });
  if (event.error)
    return (
      <Page title={t('page.assistance.event')}>
        <ProblemNotice problem={event.error.body} retry={() => void event.refetch()} />
      </Page>
    );
  if (!event.data) return <Waiting />;
  const at = event.data;
  const again = () => void event.refetch();
  const panels = {
    live: () => <LiveTab event={at} />,
    list: () => <TokensTab event={at} onDone={again} />,
    given: () => <HandoversTab event={at} />,
    paper: () => <PaperTab event={at} onDone={again} />,
    end: () => <EndTab event={at} onDone={again} />,
    sample: () => <SampleTab event={at} />,
  };
  const tabs = (Object.keys(panels) as (keyof typeof panels)[]).filter((name) => name !== 'list' || at.admits === 'list');
  const tab = tabs.find((name) => name === url.get('tab')) ?? 'live';
  return (
    <Page
      title={<bdi>{at.title}</bdi>}
      subtitle={
        <>
          <span className="kv-code">{at.number}</span> <EventStatus state={at.state} />
        </>
      }
      crumbs={[crumb(t('page.assistance.events'), '/assistance/events', navigate)]}
      actions={
        <>
          <PrintButton
            paper={tab === 'end' ? 'assistance.statement' : tab === 'list' ? 'assistance.distribution-list' : 'assistance.tally-sheet'}
            input={{ eventId }}
          />
          {mayLink && ['planned', 'stock_reserved', 'open'].includes(at.state) && (
            <Button variant="default" onClick={() => setLinking(true)}>
              {t('command.assistance.give-feedback-link')}
            </Button>
          )}
          <DayActions event={at} onDone={again} />
        </>
      }
    >
      <Tabs value={tab} onChange={(next) => setUrl({ tab: next === 'live' ? undefined : (next ?? undefined) })} keepMounted={false}>
        <Tabs.List>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`assistance.tab-${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="md">
          {panels[tab]()}
        </Tabs.Panel>
      </Tabs>
      {linking && <LinkDialog place={{ siteId: at.siteId, eventId }} onClose={() => setLinking(false)} />}
      {tab === 'live' && <RecordPanels subject={{ kind: 'assistance-event', id: eventId }} />}
    </Page>
  );
}

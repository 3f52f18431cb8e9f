import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import {
  Button,
  EmptyState,
  Modal,
  Page,
  ProblemNotice,
  Select,
  Tabs,
  Text,
  Waiting,
  useBegin,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import { listHits, listLists, openList } from '../contract/screening.ts';
import { HitCards } from './HitCards.tsx';
import { ListUpload } from './ListUpload.tsx';
import { ScreeningLists } from './ScreeningLists.tsx';

/** Likenesses to decide, and the lists that raise them. */
export default function ScreeningPage() {
  const t = useT();
  const when = useWhen();
  const [url, setUrl] = useUrlState();
  const tab = url.get('tab') ?? 'hits';
  const [loading, setLoading] = useState(false);
  const lists = useAsk(listLists, {});
  const mayLoad = useCan(openList.name, {});
  useBegin(openList.name, () => setLoading(true));
  return (
    <Page
      title={t('page.orgs.screening')}
      subtitle={t('orgs.screening-text')}
      actions={mayLoad && <Button onClick={() => setLoading(true)}>{t('orgs.load-list')}</Button>}
    >
      {lists.data && (
        <Text size="sm" c="dimmed">
          {lists.data.screenedBefore
            ? t('orgs.screened-since', { count: lists.data.subjects, at: when(lists.data.screenedBefore) })
            : t('orgs.screened-never', { count: lists.data.subjects })}
        </Text>
      )}
      <Tabs value={tab} onChange={(value) => setUrl({ tab: value === 'hits' ? undefined : (value ?? undefined) })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="hits">{t('orgs.hits')}</Tabs.Tab>
          <Tabs.Tab value="lists">{t('orgs.lists')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="hits">
          <Hits />
        </Tabs.Panel>
        <Tabs.Panel value="lists">
          <ScreeningLists rows={lists.data?.rows ?? []} may={lists.data?.abilities ?? []} onDone={() => void lists.refetch()} />
        </Tabs.Panel>
      </Tabs>
      <Modal opened={loading} onClose={() => setLoading(false)} title={t('orgs.load-list')} size="lg">
        <ListUpload
          onDone={() => {
            setLoading(false);
            void lists.refetch();
          }}
        />
      </Modal>
    </Page>
  );
}

function Hits() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const state = url.get('state') ?? 'undecided';
  const may = useCan(listHits.name);
  const filter = state === 'undecided' ? { undecided: true } : state === 'all' ? {} : { state: state as 'open' };
  const hits = useAsk(listHits, { limit: 200, ...filter }, { enabled: may, keepPrevious: true });
  if (!may) return <Text c="dimmed">{t('orgs.hits-closed')}</Text>;
  return (
    <>
      <Select
        aria-label={t('column.orgs.list-hits.state')}
        w={240}
        mb="md"
        allowDeselect={false}
        value={state}
        data={['undecided', 'open', 'more-information', 'not-same', 'same', 'all'].map((value) => ({
          value,
          label: t(`orgs.hits-${value}`),
        }))}
        onChange={(value) => setUrl({ state: value === 'undecided' ? undefined : (value ?? undefined) })}
      />
      {hits.error && <ProblemNotice problem={hits.error.body} retry={() => void hits.refetch()} />}
      {hits.isPending && <Waiting />}
      {hits.data?.rows.length === 0 && <EmptyState title={t('orgs.no-hits')}>{t('orgs.no-hits-text')}</EmptyState>}
      {hits.data && <HitCards rows={hits.data.rows} onDone={() => void hits.refetch()} />}
    </>
  );
}

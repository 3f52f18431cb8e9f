import { useState } from 'react';
import { ListTable, Page, SegmentedControl, Stack, Status, Tabs, useUrlState } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { useT } from '#foundation/web/i18n.ts';
import { listHeld, listParked } from '../contract/parking.ts';
import type { HeldRow, ParkedRow } from '../contract/parking.ts';
import { ParkedDialog } from './ParkedDialog.tsx';
import { CommandName, useWhy } from './words.tsx';

const tones: Readonly<Record<ParkedRow['state'], StatusTone>> = { waiting: 'person', released: 'settled', dismissed: 'stopped' };

/** What devices recorded that did not pass, and what waits for earlier records. */
export default function ParkedPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const tab = url.get('tab') === 'held' ? 'held' : 'parked';
  return (
    <Page title={t('page.sync.parked')} subtitle={t('sync.parked-subtitle')}>
      <Tabs value={tab} onChange={(next) => setUrl({ tab: next ?? undefined, sort: undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="parked">{t('sync.parked-title')}</Tabs.Tab>
          <Tabs.Tab value="held">{t('sync.held-title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="parked">
          <Stack gap="md">
            <ParkedList />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="held">
          <Stack gap="md">
            <HeldList />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function ParkedList() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const why = useWhy();
  const [open, setOpen] = useState<string | null>(null);
  const state = (['waiting', 'released', 'dismissed'] as const).find((one) => one === url.get('state')) ?? 'waiting';
  return (
    <>
      <ListTable<ParkedRow>
        query={listParked}
        input={{ state }}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        columns={[
          'name',
          'reason',
          'deviceName',
          'userName',
          'occurredAt',
          'parkedAt',
          ...(state === 'waiting' ? [] : ['state']),
          ...(state === 'dismissed' ? ['resolution'] : []),
        ]}
        cells={{
          name: (row) => <CommandName name={row.name} />,
          reason: (row) => why(row.reason, row.figures),
          state: (row) => <Status tone={tones[row.state]}>{t(`sync.state.${row.state}`)}</Status>,
        }}
        filters={
          <SegmentedControl
            value={state}
            onChange={(next) => setUrl({ state: next })}
            aria-label={t('sync.shown')}
            data={(['waiting', 'released', 'dismissed'] as const).map((value) => ({ value, label: t(`sync.state.${value}`) }))}
          />
        }
        empty={{ title: t('sync.parked-none'), text: t('sync.parked-empty') }}
      />
      {open && <ParkedDialog id={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function HeldList() {
  const t = useT();
  return (
    <ListTable<HeldRow> query={listHeld} rowKey={(row) => row.id} empty={{ title: t('sync.held-none'), text: t('sync.held-empty') }} />
  );
}

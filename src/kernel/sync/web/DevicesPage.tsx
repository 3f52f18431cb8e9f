import { useState } from 'react';
import { Button, Page, SegmentedControl, Status, ListTable, useBegin, useUrlState } from '#foundation/web/ui/index.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { inviteDevice, listDevices } from '../contract/devices.ts';
import type { DeviceRow } from '../contract/devices.ts';
import { HandInDialog } from './HandInDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

/** Devices that send signed records: invite, look, revoke. */
export default function DevicesPage() {
  const t = useT();
  const mayInvite = useCan(inviteDevice.name);
  const [url, setUrl] = useUrlState();
  const [inviting, setInviting] = useState(false);
  const [handing, setHanding] = useState(false);
  useBegin(inviteDevice.name, () => setInviting(true));
  const [ending, setEnding] = useState<DeviceRow | null>(null);
  const state = url.get('state') === 'revoked' ? 'revoked' : 'active';
  const invite = mayInvite ? <Button onClick={() => setInviting(true)}>{t('sync.invite')}</Button> : undefined;
  const actions = (
    <>
      <Button variant="default" onClick={() => setHanding(true)}>
        {t('sync.hand-in')}
      </Button>
      {invite}
    </>
  );
  return (
    <Page title={t('page.sync.devices')} subtitle={t('sync.devices-subtitle')} actions={actions}>
      <ListTable<DeviceRow>
        query={listDevices}
        input={{ state }}
        rowKey={(row) => row.id}
        searchField="search"
        columns={
          state === 'active'
            ? ['name', 'userName', 'lastSeenAt', 'lastSeq', 'held', 'parked', 'enrolledAt']
            : ['name', 'userName', 'revokedAt', 'lastSeenAt', 'parked', 'enrolledAt']
        }
        cells={{
          name: (row) => <bdi>{row.name}</bdi>,
          lastSeenAt: (row) => (row.lastSeenAt ? undefined : t('sync.never')),
          held: (row) => (row.held > 0 ? <Status tone="waiting">{String(row.held)}</Status> : '0'),
          parked: (row) => (row.parked > 0 ? <Status tone="person">{String(row.parked)}</Status> : '0'),
        }}
        onOpen={(row) => {
          if (row.abilities.includes('sync.revoke-device')) setEnding(row);
        }}
        filters={
          <SegmentedControl
            value={state}
            onChange={(next) => setUrl({ state: next })}
            aria-label={t('sync.shown')}
            data={[
              { value: 'active', label: t('sync.state.active') },
              { value: 'revoked', label: t('sync.state.revoked') },
            ]}
          />
        }
        empty={{
          title: t(state === 'active' ? 'sync.devices-none' : 'sync.devices-none-revoked'),
          text: t('sync.devices-empty'),
          action: invite,
        }}
      />
      {handing && <HandInDialog onClose={() => setHanding(false)} />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {ending && <RevokeDialog device={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

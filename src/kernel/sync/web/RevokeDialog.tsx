import { CommandForm, Facts, Modal, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { useIntl } from 'react-intl';
import { revokeDevice } from '../contract/devices.ts';
import type { DeviceRow } from '../contract/devices.ts';

const reasons = ['lost', 'stolen', 'replaced', 'person-left', 'other'] as const;

/** Shows a device and ends it: names what is lost before it asks. */
export function RevokeDialog({ device, onClose }: { device: DeviceRow; onClose: () => void }) {
  const t = useT();
  const intl = useIntl();
  const when = useWhen();
  return (
    <Modal opened onClose={onClose} title={t('sync.revoke-title', { name: device.name })} size="lg">
      <Stack gap="md">
        <Facts
          items={[
            { label: t('column.sync.list-devices.userName'), value: <bdi>{device.userName}</bdi> },
            { label: t('column.sync.list-devices.lastSeenAt'), value: device.lastSeenAt ? when(device.lastSeenAt) : t('sync.never') },
            { label: t('column.sync.list-devices.enrolledAt'), value: when(device.enrolledAt) },
            { label: t('column.sync.list-devices.parked'), value: intl.formatNumber(device.parked) },
            {
              label: t('sync.on-it'),
              value:
                device.packs.length === 0
                  ? t('sync.on-it-none')
                  : device.packs.map((pack) => (
                      <div key={pack.name + pack.title}>
                        <bdi>{pack.title}</bdi> · {when(pack.until)}
                      </div>
                    )),
            },
            { label: t('sync.blocks'), value: intl.formatNumber(device.blocks) },
          ]}
        />
        <Text>{t('sync.revoke-words')}</Text>
        {device.blocks > 0 && <Text>{t('sync.revoke-blocks', { count: device.blocks })}</Text>}
        <CommandForm
          def={revokeDevice}
          fixed={{ deviceId: device.id }}
          initial={{}}
          submitLabel={t('sync.revoke')}
          onCancel={onClose}
          fields={[
            {
              name: 'reason',
              kind: 'choice',
              label: t('sync.reason'),
              required: true,
              choices: reasons.map((value) => ({ value, label: t(`sync.reason.${value}`) })),
            },
          ]}
          onDone={() => {
            tell(t('sync.revoked-now', { name: device.name }));
            onClose();
          }}
        />
      </Stack>
    </Modal>
  );
}

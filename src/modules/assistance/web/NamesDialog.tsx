import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, Modal, Stack, Text } from '#foundation/web/ui/index.ts';
import type { EventShown } from '../contract/events.ts';
import { showNames } from '../contract/register-list.ts';

/** Names on phones, with the reason why. */
export function NamesDialog({ event, onClose, onDone }: { event: EventShown; onClose: () => void; onDone: () => void }) {
  const t = useT();
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.show-names')}>
      <Stack>
        <Text size="sm">{t('assistance.names-text')}</Text>
        <CommandForm
          def={showNames}
          fixed={{ eventId: event.id }}
          initial={{ reason: '' }}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          onCancel={onClose}
          onDone={onDone}
        />
      </Stack>
    </Modal>
  );
}

import { useT } from '#foundation/web/i18n.ts';
import type { CommandDef } from '#foundation/command.ts';
import { CommandForm, Modal, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { approveRequest, cancelRequest, closeRequest, refuseRequest, submitRequest } from '../../contract/requests/requests.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';
import { nameIn, useQuantities } from './words.tsx';

export type Asked = 'submit' | 'approve' | 'refuse' | 'cancel' | 'close' | null;

const commands = {
  submit: submitRequest,
  approve: approveRequest,
  refuse: refuseRequest,
  cancel: cancelRequest,
  close: closeRequest,
} as const;

/** Asks for what a decision needs: a reason, or words for what is over the standard. */
export function RequestDialog({
  request,
  asked,
  onClose,
  onDone,
}: {
  request: RequestShown;
  asked: Asked;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  if (asked === null) return null;
  const def = commands[asked] as unknown as CommandDef;
  const over = asked === 'approve' && request.items.some((line) => (line.over ?? 0) > 0);
  const reason: FieldSpec = {
    name: over ? 'overReason' : 'reason',
    kind: 'long',
    label: over ? t('supply.over-reason') : t('field.reason'),
    required: true,
  };
  const fields = asked === 'submit' || (asked === 'approve' && !over) ? [] : [reason];
  const versioned = asked === 'submit' || asked === 'approve' || asked === 'refuse';
  return (
    <Modal opened onClose={onClose} title={t(`command.${def.name}`)}>
      <Stack>
        <Text>{t(`supply.ask-${asked}`)}</Text>
        {over && <Over request={request} />}
        <CommandForm
          def={def}
          fixed={{ requestId: request.id, ...(versioned ? { version: request.version } : {}) }}
          initial={{}}
          fields={fields}
          onCancel={onClose}
          onDone={() => {
            onClose();
            tell(t('supply.request-saved'));
            onDone();
          }}
        />
      </Stack>
    </Modal>
  );
}

/** Each item that is over, and by how much. */
function Over({ request }: { request: RequestShown }) {
  const { words } = useQuantities();
  return (
    <Stack gap={2}>
      {request.items
        .filter((line) => (line.over ?? 0) > 0)
        .map((line) => (
          <Text key={line.id} size="sm" c="person">
            <bdi>{nameIn(line.item.names)}</bdi>: +{words(line.over!, line.item.unit)}
          </Text>
        ))}
    </Stack>
  );
}

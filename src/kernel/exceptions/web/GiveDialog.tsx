import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, Modal } from '#foundation/web/ui/index.ts';
import { assignExceptions } from '../contract/exceptions.ts';
import { OwnerPicker } from './OwnerPicker.tsx';

/** Gives one exception to somebody else. */
export function GiveDialog({ exceptionId, onEnd }: { exceptionId: string; onEnd: () => void }) {
  const t = useT();
  return (
    <Modal opened onClose={onEnd} title={t('command.exceptions.assign')}>
      <CommandForm
        def={assignExceptions}
        fixed={{ exceptionIds: [exceptionId] }}
        initial={{}}
        submitLabel={t('command.exceptions.assign')}
        fields={[
          {
            name: 'ownerId',
            kind: 'own',
            label: t('exceptions.owner'),
            required: true,
            render: (field) => <OwnerPicker {...field} />,
          },
        ]}
        onDone={onEnd}
        onCancel={onEnd}
      />
    </Modal>
  );
}

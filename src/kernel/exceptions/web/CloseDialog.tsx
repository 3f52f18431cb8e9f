import { CommandForm, Modal } from '#foundation/web/ui/index.ts';
import { useT } from '#foundation/web/i18n.ts';
import { closeExceptions, outcomes, reopenException } from '../contract/exceptions.ts';

/** Asks for outcome and reason, and closes; or for a reason, and opens again. */
export function CloseDialog({
  exceptionIds,
  kind,
  restDays = null,
  onEnd,
}: {
  exceptionIds: readonly string[];
  kind: 'close' | 'reopen';
  /** For how long it rests once it was judged. */
  restDays?: number | null;
  onEnd: () => void;
}) {
  const t = useT();
  const reason = { name: 'reason', kind: 'long', label: t('exceptions.reason'), required: true } as const;
  return (
    <Modal opened onClose={onEnd} title={t(`command.exceptions.${kind}`)}>
      {kind === 'close' ? (
        <CommandForm
          def={closeExceptions}
          fixed={{ exceptionIds }}
          initial={{ outcome: 'explained', reason: '' }}
          submitLabel={t('command.exceptions.close')}
          fields={[
            {
              name: 'outcome',
              kind: 'choice',
              label: t('exceptions.outcome'),
              required: true,
              ...(restDays === null ? {} : { hint: t('exceptions.rests', { days: restDays }) }),
              choices: outcomes.map((value) => ({ value, label: t(`exceptions.outcome-${value}`) })),
            },
            reason,
          ]}
          onDone={onEnd}
          onCancel={onEnd}
        />
      ) : (
        <CommandForm
          def={reopenException}
          fixed={{ exceptionId: exceptionIds[0] }}
          initial={{ reason: '' }}
          submitLabel={t('command.exceptions.reopen')}
          fields={[reason]}
          onDone={onEnd}
          onCancel={onEnd}
        />
      )}
    </Modal>
  );
}

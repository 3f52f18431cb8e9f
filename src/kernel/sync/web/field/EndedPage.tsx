import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldFrame, FieldNotice } from '#foundation/web/ui/field/index.ts';
import type { BoxRow } from '../phone/store.ts';

/** What happened to this phone's access, and what became of the records on it. */
export function EndedPage({ ended, onDone }: { ended: NonNullable<BoxRow['ended']>; onDone: () => void }) {
  const t = useT();
  return (
    <FieldFrame title={t('sync.field-ended')}>
      <FieldNotice tone="person">{t(`sync.field-ended.${ended}`)}</FieldNotice>
      <p style={{ margin: 0 }}>{t(`sync.field-ended-text.${ended}`)}</p>
      <BigButton onClick={onDone}>{t('sync.close')}</BigButton>
    </FieldFrame>
  );
}

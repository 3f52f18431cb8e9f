import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldCard, FieldNotice, FieldSection, FieldState, Quiet } from '#foundation/web/ui/field/index.ts';
import type { Kept } from '../phone/record-book.ts';
import { useRecordName } from './record-name.ts';
import { usePhone, usePhoneState } from './use-phone.ts';
import { tones, useAgo, useReason } from './words.ts';

const groups = ['refused', 'waits', 'kept', 'sent', 'applied'] as const;
/** Rows of one group that are drawn; the rest is counted. */
const shown = 100;

/** Everything that was recorded here, by how far it has come; what needs its maker stands first. */
export default function QueuePage() {
  const t = useT();
  const phone = usePhone();
  const queue = usePhoneState((one) => one.queue()) as readonly Kept[];
  const newest = queue.toReversed();
  return (
    <>
      {queue.length === 0 && <FieldNotice>{t('sync.field-queue-empty')}</FieldNotice>}
      {groups.map((state) => {
        const rows = newest.filter((record) => record.state === state);
        if (rows.length === 0) return null;
        return (
          <section key={state} style={{ display: 'contents' }}>
            <FieldSection>{t(`sync.field-group.${state}`, { count: rows.length })}</FieldSection>
            {rows.slice(0, shown).map((record) => (
              <RecordCard key={record.seq} record={record} />
            ))}
            {rows.length > shown && <Quiet>{t('sync.field-and-more', { count: rows.length - shown })}</Quiet>}
          </section>
        );
      })}
      <BigButton kind="quiet" onClick={() => phone.go('/carry')}>
        {t('sync.field-carry')}
      </BigButton>
    </>
  );
}

function RecordCard({ record }: { record: Kept }) {
  const t = useT();
  const phone = usePhone();
  const ago = useAgo();
  const reason = useReason();
  const name = useRecordName();
  return (
    <FieldCard onOpen={() => phone.go(`/queue/${record.seq}`)}>
      <strong>{name(record.name)}</strong>
      {record.title && (
        <div>
          <bdi>{record.title}</bdi>
        </div>
      )}
      <Quiet>{ago(record.occurredAt, phone.now())}</Quiet>
      <FieldState tone={tones[record.state]}>
        {t(record.mendedBy === undefined ? `sync.field-state.${record.state}` : 'sync.field-state.mended')}
      </FieldState>
      {record.why && record.mendedBy === undefined && <Quiet>{reason(record.why)}</Quiet>}
      {record.photosLeft > 0 && <Quiet>{t('sync.field-photos-left', { count: record.photosLeft })}</Quiet>}
    </FieldCard>
  );
}

import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldInput, FieldNotice, FieldSection, FieldState, Quiet } from '#foundation/web/ui/field/index.ts';
import type { Kept } from '../phone/record-book.ts';
import { changedAt, leavesOf } from './mend.ts';
import { useRecordName } from './record-name.ts';
import { partOf, pathText, saidOf } from './said.ts';
import type { SaidKey } from './said.ts';
import { usePhone, usePhoneState } from './use-phone.ts';
import { tones, useAgo, useReason } from './words.ts';

/** One record: what was written, how far it has come, why it does not go further, and what can be done. */
export default function ItemPage({ seq }: { seq: number }) {
  const t = useT();
  const phone = usePhone();
  const ago = useAgo();
  const reason = useReason();
  const name = useRecordName();
  const record = usePhoneState((one) => one.queue().find((row) => row.seq === seq)) as Kept | undefined;
  const [mending, setMending] = useState(false);
  if (!record) return <FieldNotice>{t('sync.field-gone')}</FieldNotice>;
  const open = record.state === 'refused' && record.mendedBy === undefined;
  return (
    <>
      <FieldSection>{name(record.name)}</FieldSection>
      <FieldState tone={tones[record.state]}>
        {t(record.mendedBy === undefined ? `sync.field-state.${record.state}` : 'sync.field-state.mended')}
      </FieldState>
      <Quiet>{t('sync.field-recorded', { when: ago(record.occurredAt, phone.now()), number: record.seq })}</Quiet>
      {record.why && <FieldNotice tone="person">{reason(record.why)}</FieldNotice>}
      <Quiet>{t(`sync.field-means.${record.state}`)}</Quiet>
      {record.mendedBy !== undefined && (
        <BigButton kind="quiet" onClick={() => phone.go(`/queue/${record.mendedBy}`)}>
          {t('sync.field-see-mended', { number: record.mendedBy })}
        </BigButton>
      )}
      {mending ? <Mend record={record} onDone={(to) => phone.go(`/queue/${to}`)} /> : <Lines record={record} />}
      {open && !mending && <BigButton onClick={() => setMending(true)}>{t('sync.field-mend')}</BigButton>}
      {record.state === 'refused' && !mending && (
        <BigButton
          kind="quiet"
          onClick={() => {
            phone.go('/queue');
            void phone.forget(record.seq);
          }}
        >
          {t('sync.field-done-with')}
        </BigButton>
      )}
    </>
  );
}

function Lines({ record }: { record: Kept }) {
  const named = usePartName();
  return (
    <dl style={{ margin: 0, display: 'grid', gap: 8 }}>
      {saidOf(record.input).map(({ key, at, value }, index) => (
        <div key={index}>
          <dt style={{ fontSize: 15, opacity: 0.8 }}>{named(key, at)}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a figure of a record is called; of a list, also which one. */
function usePartName() {
  const t = useT();
  return (key: SaidKey, at: number | undefined) =>
    at === undefined ? t(`sync.field-part.${key}`) : t('sync.field-part-of', { part: t(`sync.field-part.${key}`), number: at });
}

/** Figures and texts of the record can be put right; it then goes out again as a record of its own, which names the first. */
function Mend({ record, onDone }: { record: Kept; onDone: (seq: number) => void }) {
  const t = useT();
  const phone = usePhone();
  const named = usePartName();
  const [input, setInput] = useState<Readonly<Record<string, unknown>>>(record.input);
  const label = (path: string) => {
    const { key, at } = partOf(path);
    return key ? named(key, at) : path;
  };
  const send = async () => {
    const { name, version, occurredAt, subject, title, seq: mends } = record;
    const kept = await phone.write({
      name,
      version,
      input,
      occurredAt,
      mends,
      ...(subject ? { subject } : {}),
      ...(title ? { title } : {}),
    });
    onDone(kept.seq);
  };
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {leavesOf(input).map(({ path, value }) => (
        <FieldInput
          key={path.join('.')}
          label={label(pathText(path))}
          value={String(value)}
          dir="auto"
          {...(typeof value === 'number' ? { type: 'number', inputMode: 'decimal' as const, step: 'any' } : {})}
          onChange={(event) => setInput((before) => changedAt(before, path, event.target.value))}
        />
      ))}
      <BigButton type="submit">{t('sync.field-send-mended')}</BigButton>
    </form>
  );
}

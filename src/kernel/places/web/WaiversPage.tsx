import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useCan } from '#foundation/web/session.ts';
import { Button, CommandForm, ListTable, Modal, Page, Status, tell, useBegin } from '#foundation/web/ui/index.ts';
import { liftWaiver, reviewWaivers, waiveVisibility } from '../contract/waivers.ts';
import { nameOf } from './names.ts';

/** A name in the reader's language, else English. */
const nameIn = (names: { readonly en: string; readonly tr: string | null; readonly ar: string | null }) =>
  nameOf({ nameEn: names.en, nameTr: names.tr, nameAr: names.ar });

type Row = (typeof reviewWaivers)['output']['_output']['rows'][number];

/** Where and for whom names and logos stay off papers, labels and public views. */
export default function WaiversPage() {
  const t = useT();
  const mayWaive = useCan(waiveVisibility.name, {});
  const mayLift = useCan(liftWaiver.name, {});
  const [form, setForm] = useState<'new' | Row | null>(null);
  const [shown, setShown] = useState(0);
  useBegin(waiveVisibility.name, () => setForm('new'));
  const done = () => {
    setForm(null);
    setShown((now) => now + 1);
    tell(t('places.noted'));
  };
  const add = mayWaive && <Button onClick={() => setForm('new')}>{t('command.places.waive-visibility')}</Button>;
  return (
    <Page title={t('page.places.waivers')} subtitle={t('places.waivers-text')} actions={add}>
      <ListTable<Row>
        key={shown}
        query={reviewWaivers}
        rowKey={(row) => row.id}
        columns={['areaNames', 'org', 'fromDay', 'toDay', 'reason', 'inForce']}
        onOpen={(row) => {
          if (mayLift && !row.lifted) setForm(row);
        }}
        cells={{
          areaNames: (row) => <bdi>{row.areaNames ? nameIn(row.areaNames) : t('places.waived-everywhere')}</bdi>,
          org: (row) => <bdi>{row.org ? nameIn(row.org) : t('places.waived-for-all')}</bdi>,
          inForce: (row) => (
            <Status tone={row.inForce ? 'settled' : 'stopped'}>{t(row.inForce ? 'places.in-force' : 'places.not-in-force')}</Status>
          ),
        }}
        columnFilters={{ inForce: { kind: 'flag', field: 'inForce' } }}
        empty={{ title: t('places.no-waivers'), text: t('places.no-waivers-text'), action: add }}
      />
      <Modal opened={form === 'new'} onClose={() => setForm(null)} title={t('command.places.waive-visibility')}>
        {form === 'new' && <WaiveForm onDone={done} />}
      </Modal>
      <Modal opened={form !== null && form !== 'new'} onClose={() => setForm(null)} title={t('command.places.lift-waiver')}>
        {form !== null && form !== 'new' && (
          <CommandForm
            def={liftWaiver}
            fixed={{ waiverId: form.id }}
            initial={{}}
            onDone={done}
            onCancel={() => setForm(null)}
            fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          />
        )}
      </Modal>
    </Page>
  );
}

function WaiveForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [fixed] = useState(() => ({ waiverId: newId() }));
  const picker = (name: string, kind: string, label: string, only?: Readonly<Record<string, string>>) => ({
    name,
    kind: 'own' as const,
    label,
    render: (field: { label: string; error: string | undefined; value: unknown; onChange: (value: unknown) => void }) => (
      <RecordPicker
        kind={kind}
        label={field.label}
        error={field.error}
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={(id) => field.onChange(id)}
        {...(only ? { only } : {})}
      />
    ),
  });
  return (
    <CommandForm
      def={waiveVisibility}
      fixed={fixed}
      initial={{}}
      onDone={onDone}
      fields={[
        picker('area', 'area', t('places.area')),
        picker('orgId', 'org', t('places.waived-partner'), { role: 'partner' }),
        { name: 'fromDay', kind: 'date', label: t('places.from-day'), required: true },
        { name: 'toDay', kind: 'date', label: t('places.to-day') },
        { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
      ]}
    />
  );
}

import { useState } from 'react';
import type * as z from 'zod';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  Checkbox,
  Group,
  ListTable,
  Modal,
  Page,
  ProblemNotice,
  Stack,
  TextInput,
  tell,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import type { RateRow } from '../contract/rates.ts';
import { enterRates, listRates } from '../contract/rates.ts';

type Row = z.output<typeof RateRow>;

/** Exchange rates by day, with those that were corrected. */
export default function RatesPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const mayEnter = useCan(enterRates.name);
  const [entering, setEntering] = useState(false);
  const history = url.get('history') === '1';
  return (
    <Page
      title={t('page.rates.rates')}
      subtitle={t('rates.text')}
      actions={mayEnter && <Button onClick={() => setEntering(true)}>{t('rates.enter-one')}</Button>}
    >
      <ListTable<Row>
        query={listRates}
        rowKey={(row) => `${row.from}-${row.to}-${row.day}-${row.recordedAt}`}
        input={history ? { history } : {}}
        columns={['day', 'from', 'to', 'rate', 'source', 'recordedAt', ...(history ? ['replacedAt'] : [])]}
        cells={{ rate: (row) => <bdi dir="ltr">{row.rate}</bdi> }}
        filters={
          <Checkbox
            label={t('rates.with-history')}
            checked={history}
            onChange={(event) => setUrl({ history: event.currentTarget.checked ? '1' : undefined })}
          />
        }
        empty={{ title: t('rates.none'), text: t('rates.none-text') }}
      />
      {entering && <EnterDialog onEnd={() => setEntering(false)} />}
    </Page>
  );
}

const fields = ['day', 'from', 'to', 'rate', 'source'] as const;

function EnterDialog({ onEnd }: { onEnd: () => void }) {
  const t = useT();
  const enter = useSend(enterRates);
  const [values, setValues] = useState<Record<(typeof fields)[number], string>>({ day: '', from: 'USD', to: 'TRY', rate: '', source: '' });
  const save = async () => {
    const { source, day, from, to, rate } = values;
    const one = { day, from: from.trim().toUpperCase(), to: to.trim().toUpperCase(), rate: rate.trim().replace(',', '.') };
    const outcome = await enter.send({ source, rates: [one] });
    if (outcome?.state !== 'applied') return;
    tell(t('command.rates.enter-rates'));
    onEnd();
  };
  return (
    <Modal opened onClose={onEnd} title={t('rates.enter-one')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          {fields.map((field) => (
            <TextInput
              key={field}
              type={field === 'day' ? 'date' : 'text'}
              label={t(`column.rates.list-rates.${field}`)}
              required
              value={values[field]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setValues((now) => ({ ...now, [field]: value }));
              }}
            />
          ))}
          {enter.problem && <ProblemNotice problem={enter.problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onEnd}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={enter.busy}>
              {t('rates.enter-one')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

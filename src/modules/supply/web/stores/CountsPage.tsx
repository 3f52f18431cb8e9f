import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, CommandForm, ListTable, Modal, Page, Progress, Stack, Text, When, tell, useBegin } from '#foundation/web/ui/index.ts';
import { CountState, listCounts, planCount } from '../../contract/stores/counts.ts';
import type { CountRow } from '../../contract/stores/counts.ts';
import { StateOf, nameOf, useQty } from './words.tsx';

type Row = z.output<typeof CountRow>;

/** Counts that go on, and those that are over. */
export default function CountsPage() {
  const t = useT();
  const navigate = useNavigate();
  const may = useCan(planCount.name);
  const [planning, setPlanning] = useState<string | null>(null);
  const begin = () => setPlanning(newId());
  useBegin(planCount.name, begin);
  return (
    <Page
      title={t('page.supply.counts')}
      subtitle={t('supply.counts-text')}
      actions={may && <Button onClick={begin}>{t('command.supply.plan-count')}</Button>}
    >
      <ListTable<Row>
        query={listCounts}
        rowKey={(row) => row.id}
        columns={['number', 'placeCode', 'state', 'counted', 'plannedBy', 'plannedAt', 'closedBy']}
        onOpen={(row) => void navigate({ to: `/supply/counts/${row.id}` })}
        cells={{
          placeCode: (row) => (
            <>
              <span className="kv-code">{row.placeCode}</span>{' '}
              <bdi>{nameOf({ nameEn: row.placeNameEn, nameTr: row.placeNameTr, nameAr: row.placeNameAr })}</bdi>
            </>
          ),
          state: (row) => <StateOf of="count" state={row.state} />,
          counted: (row) => <Counted row={row} />,
          plannedAt: (row) => <When at={row.plannedAt} />,
          closedAt: (row) => row.closedAt && <When at={row.closedAt} />,
          sheets: (row) => (row.sheets > 0 ? row.sheets : null),
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: CountState.options.map((value) => ({ value, label: t(`supply.count-state-${value}`) })),
          },
          sheets: { kind: 'flag', field: 'sheetsToCheck' },
        }}
        empty={{
          title: t('supply.no-counts'),
          text: t('supply.no-counts-text'),
          ...(may ? { action: <Button onClick={begin}>{t('command.supply.plan-count')}</Button> } : {}),
        }}
      />
      <Modal opened={planning !== null} onClose={() => setPlanning(null)} title={t('command.supply.plan-count')}>
        {planning && (
          <Stack>
            <Text size="sm" c="dimmed">
              {t('supply.plan-count-text')}
            </Text>
            <CommandForm
              def={planCount}
              fixed={{ countId: planning }}
              initial={{ placeId: '', note: '' }}
              onCancel={() => setPlanning(null)}
              onDone={(outcome) => {
                const { number, lines } = (outcome as { result: { number: string; lines: number } }).result;
                tell(t('supply.count-planned', { number, lines }));
                void navigate({ to: `/supply/counts/${planning}` });
              }}
              fields={[
                {
                  name: 'placeId',
                  kind: 'own',
                  label: t('supply.count-where'),
                  render: ({ id, label, error, value, onChange }) => (
                    <RecordPicker
                      kind="stock-place"
                      id={id}
                      label={label}
                      error={error}
                      value={typeof value === 'string' ? value : ''}
                      onChange={onChange}
                    />
                  ),
                },
                { name: 'note', kind: 'long', label: t('field.note') },
              ]}
            />
          </Stack>
        )}
      </Modal>
    </Page>
  );
}

function Counted({ row }: { row: Row }) {
  const { figures } = useQty();
  const part = row.lines === 0 ? 0 : (100 * row.counted) / row.lines;
  return (
    <div>
      <bdi>
        {figures(row.counted)} / {figures(row.lines)}
      </bdi>
      {row.state === 'counting' && <Progress value={part} size="sm" aria-hidden />}
    </div>
  );
}

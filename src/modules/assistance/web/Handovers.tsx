import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, ListTable, Modal, Stack, Status, Text, When, tell } from '#foundation/web/ui/index.ts';
import { listHandovers, undoHandover } from '../contract/handovers.ts';
import type { HandoverRow } from '../contract/handovers.ts';
import { oddities } from '../contract/shared.ts';
import { Signature } from './Signature.tsx';
import { Oddities, nameIn, useWords } from './words.tsx';

/** Hand-overs as they were told; a row opens to what it was, and is taken back there. */
export function Handovers({
  input,
  columns,
  mayUndo,
  name,
  empty,
}: {
  input: Readonly<Record<string, unknown>>;
  columns: readonly string[];
  mayUndo: boolean;
  name: string;
  empty: { title: string; text?: string };
}) {
  const t = useT();
  const { figure, qty } = useWords();
  const [shown, setShown] = useState<HandoverRow | null>(null);
  return (
    <>
      <ListTable<HandoverRow>
        query={listHandovers}
        name={name}
        input={input}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={setShown}
        cells={{
          laneNo: (row) => row.laneNo !== null && `${figure(row.laneNo)} · ${t(`assistance.lane-${row.laneKind}`)}`,
          way: (row) => t(`assistance.way-${row.way}`),
          number: (row) => row.number ?? (row.tent && <bdi>{row.tent}</bdi>),
          collector: (row) => t(`assistance.collector-${row.collector}`),
          proof: (row) => t(`assistance.proof-${row.proof}`),
          source: (row) => t(`assistance.source-${row.source}`),
          oddities: (row) => <Oddities of={row.oddities} />,
          undoneAt: (row) => row.undoneAt && <Status tone="stopped">{t('assistance.taken-back')}</Status>,
        }}
        columnFilters={{
          oddities: {
            kind: 'choice',
            field: 'oddity',
            choices: oddities.map((value) => ({ value, label: t(`assistance.oddity-${value}`) })),
          },
        }}
        empty={empty}
      />
      {shown && (
        <Modal opened onClose={() => setShown(null)} title={t('assistance.handover')}>
          <Stack>
            <Text fw={600}>
              <Whose of={shown} /> <When at={shown.occurredAt} />
            </Text>
            <Text>{shown.lines.map((line) => `${nameIn(line.item.names)}: ${qty(line.qty, line.item.unit)}`).join(' · ')}</Text>
            <Text size="sm" c="dimmed">
              {t('assistance.handover-by', {
                by: shown.by,
                way: t(`assistance.way-${shown.way}`),
                proof: t(`assistance.proof-${shown.proof}`),
              })}
            </Text>
            {shown.proof === 'signature' && <Signature handoverId={shown.id} />}
            <Oddities of={shown.oddities} />
            {shown.undoneAt ? (
              <Text size="sm">{t('assistance.undone-because', { reason: shown.undoReason })}</Text>
            ) : (
              mayUndo && (
                <CommandForm
                  def={undoHandover}
                  fixed={{ eventId: shown.eventId, handoverId: shown.id, undoId: newId() }}
                  initial={{ reason: '' }}
                  fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), hint: t('assistance.undo-hint'), required: true }]}
                  onCancel={() => setShown(null)}
                  onDone={() => {
                    setShown(null);
                    tell(t('assistance.handover-undone'));
                  }}
                />
              )
            )}
          </Stack>
        </Modal>
      )}
    </>
  );
}

/** By which number or tent it is known, and how many live there; of counted households only how many. */
function Whose({ of }: { of: HandoverRow }) {
  const t = useT();
  const { figure } = useWords();
  const said = [
    of.number !== null && t('assistance.field-number', { number: of.number }),
    of.tent && <bdi key="tent">{of.tent}</bdi>,
    of.number === null && !of.tent && `${t('column.assistance.list-handovers.households')}: ${figure(of.households)}`,
    of.size !== null && t('assistance.field-persons', { persons: of.size }),
  ];
  return said.filter(Boolean).map((one, at) => (
    <span key={at}>
      {one}
      {' · '}
    </span>
  ));
}

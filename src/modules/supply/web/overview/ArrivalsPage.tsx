import { useState } from 'react';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Group, ListTable, Modal, Page, Status, Stack, Text, tell, useBegin, useUrlState } from '#foundation/web/ui/index.ts';
import { CommandForm } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { announceArrival, arrivalStates, cancelArrival, changeArrival, listArrivals } from '../../contract/overview/arrivals.ts';
import type { ArrivalRow } from '../../contract/overview/arrivals.ts';
import { ArrivalForm } from './ArrivalForm.tsx';
import { nameIn, useFigures } from './words.tsx';

const tones: Readonly<Record<ArrivalRow['state'], StatusTone>> = {
  announced: 'waiting',
  late: 'person',
  received: 'settled',
  cancelled: 'stopped',
};
type Shown = { readonly row: ArrivalRow; readonly as: 'facts' | 'change' | 'cancel' } | 'new' | null;

/** What suppliers and donors have announced, and how much of it is still to come. */
export default function ArrivalsPage() {
  const t = useT();
  const [url] = useUrlState();
  const [shown, show] = useState<Shown>(null);
  const { figure, unit, day } = useFigures();
  const may = useCan(announceArrival.name);
  const begin = () => show('new');
  useBegin(announceArrival.name, begin);
  const input = Object.fromEntries(
    ['item', 'family', 'grant', 'arrivalId'].flatMap((name) => (url.get(name) ? [[name, url.get(name)]] : [])),
  );
  const done = () => {
    show(null);
    tell(t('supply.arrival-saved'));
  };
  return (
    <Page
      title={t('page.supply.arrivals')}
      subtitle={t('supply.arrivals-text')}
      actions={may && <Button onClick={begin}>{t('command.supply.announce-arrival')}</Button>}
    >
      <ListTable<ArrivalRow>
        query={listArrivals}
        input={input}
        rowKey={(row) => row.lineId}
        searchField="search"
        columns={[
          'expectedOn',
          'reference',
          'state',
          'itemNames',
          'left',
          'received',
          'qty',
          'unit',
          'grantCode',
          'senderNames',
          'placeNames',
        ]}
        onOpen={(row) => show({ row, as: 'facts' })}
        cells={{
          expectedOn: (row) => day(row.expectedOn),
          state: (row) => <Status tone={tones[row.state]}>{t(`supply.arrival-state-${row.state}`)}</Status>,
          itemNames: (row) => <bdi>{nameIn(row.itemNames)}</bdi>,
          senderNames: (row) => <bdi>{nameIn(row.senderNames)}</bdi>,
          placeNames: (row) => <bdi>{nameIn(row.placeNames)}</bdi>,
          unit: (row) => unit(row.unit),
          left: (row) => <strong className="kv-number">{figure(row.left)}</strong>,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: arrivalStates.map((value) => ({ value, label: t(`supply.arrival-state-${value}`) })),
          },
          left: { kind: 'flag', field: 'open' },
        }}
        empty={{
          title: t('supply.no-arrivals'),
          text: t('supply.no-arrivals-text'),
          action: may && <Button onClick={begin}>{t('command.supply.announce-arrival')}</Button>,
        }}
      />
      <Modal opened={shown !== null} onClose={() => show(null)} size="lg" title={titleOf(shown, t)}>
        {shown === 'new' && <ArrivalForm onDone={done} />}
        {shown !== null && shown !== 'new' && <ArrivalShown {...shown} show={show} done={done} />}
      </Modal>
    </Page>
  );
}

function titleOf(shown: Shown, t: ReturnType<typeof useT>): string {
  if (shown === null) return '';
  if (shown === 'new') return t('command.supply.announce-arrival');
  return shown.as === 'facts' ? shown.row.reference : t(`command.supply.${shown.as}-arrival`);
}

interface ShownProps {
  readonly row: ArrivalRow;
  readonly as: 'facts' | 'change' | 'cancel';
  readonly show: (shown: Shown) => void;
  readonly done: () => void;
}
function ArrivalShown({ row, as, show, done }: ShownProps) {
  const t = useT();
  const { figure, unit, day } = useFigures();
  if (as === 'change') return <ArrivalForm arrival={row} onDone={done} />;
  if (as === 'cancel')
    return (
      <Stack>
        <Text>{t('supply.arrival-cancel-text', { reference: row.reference })}</Text>
        <CommandForm
          def={cancelArrival}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          initial={{ reason: '' }}
          fixed={{ arrivalId: row.arrivalId, version: row.version }}
          onDone={done}
        />
      </Stack>
    );
  return (
    <Stack gap="sm">
      <Text>
        {t('supply.arrival-of', { left: figure(row.left), qty: figure(row.qty), unit: unit(row.unit) })} <bdi>{nameIn(row.itemNames)}</bdi>
      </Text>
      <Text size="sm" c="dimmed">
        {t(`supply.arrival-source-${row.source}`)} · <bdi>{nameIn(row.senderNames)}</bdi> · <bdi>{nameIn(row.placeNames)}</bdi> ·{' '}
        {day(row.expectedOn)}
      </Text>
      {row.note && <Text dir="auto">{row.note}</Text>}
      {row.cancelReason && <Text dir="auto">{row.cancelReason}</Text>}
      <Group>
        {row.abilities.includes(changeArrival.name) && (
          <Button onClick={() => show({ row, as: 'change' })}>{t('command.supply.change-arrival')}</Button>
        )}
        {row.abilities.includes(cancelArrival.name) && (
          <Button variant="default" onClick={() => show({ row, as: 'cancel' })}>
            {t('command.supply.cancel-arrival')}
          </Button>
        )}
      </Group>
      <RecordPanels subject={{ kind: 'arrival', id: row.arrivalId }} />
    </Stack>
  );
}

import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Facts,
  ListTable,
  Modal,
  Page,
  ProblemNotice,
  Title,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { changePlace, closePlaceCommand, getPlace, listPlaces, openPlace, reopenPlace } from '../contract/stock-places.ts';
import type { PlaceRow } from '../contract/stock-places.ts';
import { ChangePlaceForm, PlaceForm } from './PlaceForm.tsx';
import { nameColumn, nameOf } from './names.ts';
import { PlaceStatus, useDay, useMeasures } from './words.tsx';

type Place = z.output<typeof getPlace.output>;
type Row = z.output<typeof PlaceRow>;
type Asked = 'open' | 'change' | 'close' | 'reopen' | null;

/** One stock place: whose custody it is, and what lies within. */
export default function PlacePage() {
  const t = useT();
  const navigate = useNavigate();
  const { placeId } = useParams({ strict: false }) as { placeId: string };
  const place = useAsk(getPlace, { placeId });
  const [asked, setAsked] = useState<Asked>(null);
  if (place.error)
    return (
      <Page title={t('page.goods.place')}>
        <ProblemNotice problem={place.error.body} retry={() => void place.refetch()} />
      </Page>
    );
  if (!place.data) return <Waiting />;
  const at = place.data;
  const may = (command: string) => at.abilities.includes(command);
  const holds = at.kind !== 'bin' && at.kind !== 'truck';
  const done = () => {
    setAsked(null);
    tell(t('goods.changed'));
    void place.refetch();
  };
  return (
    <Page
      title={<bdi>{nameOf(at)}</bdi>}
      subtitle={
        <>
          <span className="kv-code">{at.code}</span> · {t(`goods.place-${at.kind}`)} <PlaceStatus status={at.status} />
        </>
      }
      crumbs={[
        crumb(t('page.goods.places'), '/goods/places', navigate),
        ...at.path.slice(0, -1).map((part) => crumb(`${part.code} ${nameOf(part)}`, `/goods/places/${part.id}`, navigate)),
      ]}
      actions={
        <>
          {may(reopenPlace.name) && at.status === 'closed' && (
            <Button onClick={() => setAsked('reopen')}>{t('command.goods.reopen-place')}</Button>
          )}
          {may(closePlaceCommand.name) && at.status === 'open' && (
            <Button variant="default" onClick={() => setAsked('close')}>
              {t('command.goods.close-place')}
            </Button>
          )}
          {may(changePlace.name) && (
            <Button variant="default" onClick={() => setAsked('change')}>
              {t('command.goods.change-place')}
            </Button>
          )}
          {may(openPlace.name) && at.status === 'open' && holds && (
            <Button onClick={() => setAsked('open')}>{t('goods.open-within')}</Button>
          )}
        </>
      }
    >
      <PlaceFacts place={at} />
      {holds && (
        <>
          <Title order={2}>{t('goods.within')}</Title>
          <ListTable<Row>
            query={listPlaces}
            name="in"
            input={{ parentId: placeId }}
            rowKey={(row) => row.id}
            searchField="search"
            columns={['code', nameColumn(), 'kind', 'custodianName', 'items', 'status']}
            onOpen={(row) => void navigate({ to: `/goods/places/${row.id}` })}
            cells={{ status: (row) => <PlaceStatus status={row.status} /> }}
            empty={{ title: t('goods.nothing-within'), text: t('goods.nothing-within-text') }}
          />
        </>
      )}
      <RecordPanels subject={{ kind: 'stock-place', id: placeId }} />
      <Modal opened={asked === 'open'} onClose={() => setAsked(null)} title={t('goods.open-within')}>
        <PlaceForm parent={at} onDone={done} />
      </Modal>
      <Modal opened={asked === 'change'} onClose={() => setAsked(null)} title={t('command.goods.change-place')}>
        <ChangePlaceForm place={at} onDone={done} />
      </Modal>
      <Modal opened={asked === 'close'} onClose={() => setAsked(null)} title={t('command.goods.close-place')}>
        <CommandForm
          def={closePlaceCommand}
          fixed={{ placeId }}
          initial={{}}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={[
            { name: 'closedOn', kind: 'date', label: t('column.goods.list-places.closedOn'), required: true },
            { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
          ]}
        />
      </Modal>
      <Modal opened={asked === 'reopen'} onClose={() => setAsked(null)} title={t('command.goods.reopen-place')}>
        <CommandForm def={reopenPlace} fixed={{ placeId }} initial={{}} fields={[]} onDone={done} onCancel={() => setAsked(null)} />
      </Modal>
    </Page>
  );
}

function PlaceFacts({ place }: { place: Place }) {
  const t = useT();
  const day = useDay();
  const { figures } = useMeasures();
  return (
    <Facts
      items={[
        { label: t('goods.field-siteId'), value: place.siteId && <RecordName kind="site" id={place.siteId} /> },
        {
          label: t('goods.field-orgId'),
          value: place.orgId ? <RecordName kind="org" id={place.orgId} /> : t('goods.own-custody'),
        },
        { label: t('goods.field-custodianUserId'), value: place.custodianName && <bdi>{place.custodianName}</bdi> },
        { label: t('goods.field-storageClass'), value: t(`goods.storage-${place.storageClass}`) },
        { label: t('column.goods.list-places.items'), value: figures(place.items) },
        { label: t('column.goods.list-places.openedOn'), value: day(place.openedOn) },
        ...(place.closedOn ? [{ label: t('column.goods.list-places.closedOn'), value: day(place.closedOn) }] : []),
        ...(place.note ? [{ label: t('field.note'), value: <bdi>{place.note}</bdi> }] : []),
      ]}
    />
  );
}

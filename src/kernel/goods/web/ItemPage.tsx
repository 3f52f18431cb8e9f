import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Alert,
  Button,
  CommandForm,
  Facts,
  Grid,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  Title,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { changeItem, getItem, reinstateItem, retireItem } from '../contract/items.ts';
import { listStock } from '../contract/stock.ts';
import { ItemForm } from './ItemForm.tsx';
import { KitPanel } from './KitPanel.tsx';
import { PacksPanel } from './PacksPanel.tsx';
import { LargePicture } from './Picture.tsx';
import { nameOf, namesOf } from './names.ts';
import { ItemStatus, useMeasures } from './words.tsx';

export type Item = z.output<typeof getItem.output>;
type Asked = 'change' | 'retire' | 'reinstate' | null;

/** One item of the catalogue: what it is, in what it comes, how it is handled. */
export default function ItemPage() {
  const t = useT();
  const navigate = useNavigate();
  const { itemId } = useParams({ strict: false }) as { itemId: string };
  const item = useAsk(getItem, { itemId });
  const [asked, setAsked] = useState<Asked>(null);
  const mayStock = useCan(listStock.name);
  if (item.error)
    return (
      <Page title={t('page.goods.item')}>
        <ProblemNotice problem={item.error.body} retry={() => void item.refetch()} />
      </Page>
    );
  if (!item.data) return <Waiting />;
  const at = item.data;
  const may = (command: string) => at.abilities.includes(command);
  const done = (words: string) => {
    setAsked(null);
    tell(words);
    void item.refetch();
  };
  return (
    <Page
      title={<bdi>{nameOf(at)}</bdi>}
      subtitle={
        <>
          <span className="kv-code">{at.code}</span> · {namesOf(at.familyNames)} <ItemStatus status={at.status} />
        </>
      }
      crumbs={[crumb(t('page.goods.items'), '/goods/items', navigate)]}
      actions={
        <>
          {mayStock && (
            <Button variant="default" onClick={() => void navigate({ to: `/goods/stock?item=${itemId}&by=item,place,lot,condition` })}>
              {t('page.goods.stock')}
            </Button>
          )}
          {may(retireItem.name) && at.status !== 'retired' && (
            <Button variant="default" onClick={() => setAsked('retire')}>
              {t('command.goods.retire-item')}
            </Button>
          )}
          {may(reinstateItem.name) && at.status === 'retired' && (
            <Button variant="default" onClick={() => setAsked('reinstate')}>
              {t('command.goods.reinstate-item')}
            </Button>
          )}
          {may(changeItem.name) && <Button onClick={() => setAsked('change')}>{t('command.goods.change-item')}</Button>}
        </>
      }
    >
      {at.replacedBy && (
        <Alert color="waiting" title={t('goods.is-replaced')}>
          <RecordName kind="item" id={at.replacedBy} />
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <ItemFacts item={at} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            {at.pictureId && (
              <Paper p="md">
                <LargePicture fileId={at.pictureId} name={nameOf(at)} />
              </Paper>
            )}
            <PacksPanel item={at} onDone={() => void item.refetch()} />
            <KitPanel itemId={itemId} isKit={at.unit === 'kit' || at.unit === 'set'} />
            {at.specification && (
              <Paper p="md">
                <Title order={2} mb="xs">
                  {t('goods.field-specification')}
                </Title>
                <Text style={{ whiteSpace: 'pre-line' }} dir="auto">
                  {at.specification}
                </Text>
              </Paper>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      <RecordPanels subject={{ kind: 'item', id: itemId }} />
      <Modal opened={asked === 'change'} onClose={() => setAsked(null)} title={t('command.goods.change-item')} size="lg">
        <ItemForm
          def={changeItem}
          fixed={{ itemId, version: at.version }}
          initial={{ ...at, codes: at.codes }}
          booked={at.booked}
          onDone={() => done(t('goods.changed'))}
        />
      </Modal>
      <Modal opened={asked === 'retire'} onClose={() => setAsked(null)} title={t('command.goods.retire-item')}>
        <RetireForm itemId={itemId} onDone={() => done(t('goods.changed'))} onCancel={() => setAsked(null)} />
      </Modal>
      <Modal opened={asked === 'reinstate'} onClose={() => setAsked(null)} title={t('command.goods.reinstate-item')}>
        <CommandForm
          def={reinstateItem}
          fixed={{ itemId }}
          initial={{}}
          fields={[]}
          onDone={() => done(t('goods.changed'))}
          onCancel={() => setAsked(null)}
        />
      </Modal>
    </Page>
  );
}

function ItemFacts({ item }: { item: Item }) {
  const t = useT();
  const measures = useMeasures();
  const others = [item.nameEn, item.nameTr, item.nameAr].filter((name) => name && name !== nameOf(item));
  return (
    <Facts
      items={[
        { label: t('goods.other-names'), value: others.length > 0 ? <bdi>{others.join(' · ')}</bdi> : null },
        { label: t('goods.field-unit'), value: t(`goods.unit-${item.unit}`) },
        { label: t('goods.weight-of-one'), value: measures.weight(item.weightG) },
        { label: t('goods.volume-of-one'), value: measures.volume(item.volumeCm3) },
        { label: t('goods.field-tracking'), value: t(`goods.tracking-${item.tracking}`) },
        {
          label: t('goods.field-shelfLifeDays'),
          value: item.shelfLifeDays === null ? null : `${measures.figures(item.shelfLifeDays)} ${t('goods.days')}`,
        },
        { label: t('goods.field-storageClass'), value: t(`goods.storage-${item.storageClass}`) },
        {
          label: t('goods.field-hazardous'),
          value: item.hazardous ? [t('goods.yes'), item.unNumber].filter(Boolean).join(' · ') : t('goods.no'),
        },
        { label: t('goods.field-hsCode'), value: item.hsCode && <span className="kv-code">{item.hsCode}</span> },
        { label: t('goods.field-gtipCode'), value: item.gtipCode && <span className="kv-code">{item.gtipCode}</span> },
        { label: t('goods.field-origin'), value: item.origin && <span className="kv-code">{item.origin}</span> },
        {
          label: t('goods.field-codes'),
          value:
            item.codes.length === 0
              ? null
              : item.codes.map((code) => (
                  <div key={`${code.system} ${code.code}`}>
                    {t(`goods.system-${code.system}`)} <span className="kv-code">{code.code}</span>
                  </div>
                )),
        },
      ]}
    />
  );
}

function RetireForm({ itemId, onDone, onCancel }: { itemId: string; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  return (
    <CommandForm
      def={retireItem}
      fixed={{ itemId }}
      initial={{}}
      onDone={onDone}
      onCancel={onCancel}
      fields={[
        {
          name: 'replacedBy',
          kind: 'own',
          label: t('goods.field-replacedBy'),
          render: (field) => (
            <RecordPicker
              kind="item"
              id={field.id}
              label={field.label}
              error={field.error}
              value={typeof field.value === 'string' ? field.value : ''}
              onChange={(id) => field.onChange(id)}
            />
          ),
        },
        { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
      ]}
    />
  );
}

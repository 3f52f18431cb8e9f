import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, CommandForm, Group, Modal, Paper, Table, Text, Title, tell } from '#foundation/web/ui/index.ts';
import { addPack, endPack } from '../contract/items.ts';
import { correctPack } from '../contract/packs.ts';
import { CorrectPackForm } from './CorrectPackForm.tsx';
import type { Item } from './ItemPage.tsx';
import { PackForm } from './PackForm.tsx';
import { useMeasures } from './words.tsx';

type Pack = Item['packs'][number];

/** In what an item comes, the versions of each ratio, and how often each was used. */
export function PacksPanel({ item, onDone }: { item: Item; onDone: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [fixing, setFixing] = useState<Pack | null>(null);
  const [asked, setAsked] = useState<'add' | Pack | null>(null);
  const [former, setFormer] = useState(false);
  const may = (command: string) => item.abilities.includes(command);
  const mayCorrect = may(correctPack.name);
  const done = () => {
    setAsked(null);
    tell(t('goods.changed'));
    onDone();
  };
  const current = item.packs.filter((pack) => pack.supersededAt === null);
  const past = item.packs.filter((pack) => pack.supersededAt !== null);
  return (
    <Paper p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('goods.packs')}</Title>
        {may(addPack.name) && item.status !== 'retired' && (
          <Button size="xs" variant="default" onClick={() => setAsked('add')}>
            {t('command.goods.add-pack')}
          </Button>
        )}
      </Group>
      {current.length === 0 && (
        <Text c="dimmed" size="sm">
          {t('goods.no-packs')}
        </Text>
      )}
      {mayCorrect &&
        past
          .filter((pack) => pack.open > 0)
          .map((pack) => (
            <Alert
              key={pack.id}
              color="waiting"
              mb="xs"
              title={t('goods.pack-waits', { n: pack.open, code: pack.code, version: pack.version })}
            >
              <Button size="xs" variant="default" onClick={() => void navigate({ to: `/goods/packs/${pack.id}` })}>
                {t('goods.pack-look')}
              </Button>
            </Alert>
          ))}
      {item.packs.length > 0 && (
        <div className="kv-scroll">
          <Table verticalSpacing="xs">
            <Table.Tbody>
              {[...current, ...(former ? past : [])].map((pack) => (
                <PackRow
                  key={pack.id}
                  pack={pack}
                  item={item}
                  {...(may(endPack.name) ? { onEnd: () => setAsked(pack) } : {})}
                  {...(mayCorrect ? { onFix: () => setFixing(pack), onUses: () => void navigate({ to: `/goods/packs/${pack.id}` }) } : {})}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {!mayCorrect && current.length > 0 && (
        <Text c="dimmed" size="xs" mt="xs">
          {t('goods.pack-who-corrects')}
        </Text>
      )}
      {past.length > 0 && (
        <Button size="xs" variant="subtle" onClick={() => setFormer(!former)}>
          {t(former ? 'goods.hide-former' : 'goods.show-former', { n: past.length })}
        </Button>
      )}
      <Modal opened={asked === 'add'} onClose={() => setAsked(null)} title={t('command.goods.add-pack')}>
        <PackForm itemId={item.id} packId={newId()} unit={item.unit} onDone={done} />
      </Modal>
      <Modal opened={asked !== null && asked !== 'add'} onClose={() => setAsked(null)} title={t('command.goods.end-pack')}>
        {asked !== null && asked !== 'add' && (
          <CommandForm
            def={endPack}
            fixed={{ packId: asked.id }}
            initial={{}}
            onDone={done}
            onCancel={() => setAsked(null)}
            fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
          />
        )}
      </Modal>
      <Modal opened={fixing !== null} onClose={() => setFixing(null)} title={t('command.goods.correct-pack')}>
        {fixing && (
          <CorrectPackForm
            pack={fixing}
            unit={item.unit}
            onDone={(uses, wrong) => {
              const former = fixing.id;
              setFixing(null);
              done();
              if (wrong && uses > 0) void navigate({ to: `/goods/packs/${former}` });
            }}
          />
        )}
      </Modal>
    </Paper>
  );
}

function PackRow({
  pack,
  item,
  onEnd,
  onFix,
  onUses,
}: {
  pack: Pack;
  item: Item;
  onEnd?: () => void;
  onFix?: () => void;
  onUses?: () => void;
}) {
  const t = useT();
  const measures = useMeasures();
  const weight = pack.grossWeightG ?? (item.weightG === null ? null : (item.weightG * pack.smallest) / pack.per);
  const volume = pack.volumeCm3 ?? (item.volumeCm3 === null ? null : (item.volumeCm3 * pack.smallest) / pack.per);
  return (
    <Table.Tr {...(pack.supersededAt ? { c: 'dimmed' } : {})}>
      <Table.Td>
        <Text span fw={500}>
          {t(`goods.pack-${pack.kind}`)}
        </Text>{' '}
        <span className="kv-code">{pack.code}</span>
        {pack.version > 1 && (
          <Text span size="xs" c="dimmed">
            {' '}
            {t('goods.pack-version', { n: pack.version })}
          </Text>
        )}
        {pack.reason && (
          <Text size="xs" c="dimmed">
            {t(pack.wrong ? 'goods.pack-was-wrong' : 'goods.pack-ended')} <bdi>{pack.reason}</bdi>
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {pack.per === 1
          ? measures.quantity(pack.smallest, item.unit)
          : t('goods.pack-ratio', { smallest: measures.quantity(pack.smallest, item.unit), per: measures.figures(pack.per) })}
        <Text size="xs" c="dimmed">
          {[measures.weight(weight), measures.volume(volume)].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td ta="end">
        {pack.uses > 0 &&
          (onUses ? (
            <button type="button" className="kv-opens" onClick={onUses}>
              <Text span size="xs">
                {t('goods.pack-uses', { n: pack.uses })}
              </Text>
            </button>
          ) : (
            <Text size="xs" c="dimmed">
              {t('goods.pack-uses', { n: pack.uses })}
            </Text>
          ))}
        {onFix && !pack.supersededAt && (
          <Button size="compact-xs" variant="subtle" onClick={onFix}>
            {t('goods.correct')}
          </Button>
        )}
        {onEnd && !pack.supersededAt && (
          <Button size="compact-xs" variant="subtle" onClick={onEnd}>
            {t('command.goods.end-pack')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, NumberField, ProblemNotice, Select, Stack, TextInput } from '#foundation/web/ui/index.ts';
import { addPack } from '../contract/items.ts';
import { packKinds } from '../contract/shared.ts';
import type { PackKind } from '../contract/shared.ts';

const whole = (value: number | string | undefined) => typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** A pack an item did not come in before. */
export function PackForm({ itemId, packId, unit, onDone }: { itemId: string; packId: string; unit: string; onDone: () => void }) {
  const t = useT();
  const [id] = useState(packId || newId());
  const [kind, setKind] = useState<PackKind>('carton');
  const [code, setCode] = useState('CARTON');
  const [smallest, setSmallest] = useState<number | string | undefined>(undefined);
  const [weight, setWeight] = useState<number | string | undefined>(undefined);
  const { send, busy, problem } = useSend(addPack);
  const submit = async () => {
    const grossWeightG = typeof weight === 'number' ? { grossWeightG: weight * 1000 } : {};
    const outcome = await send({ itemId, pack: { id, kind, code, smallest: smallest as number, ...grossWeightG } });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Select
        label={t('goods.pack-kind')}
        data={packKinds.map((value) => ({ value, label: t(`goods.pack-${value}`) }))}
        value={kind}
        allowDeselect={false}
        searchable
        onChange={(value) => {
          if (!value) return;
          setKind(value as PackKind);
          setCode(value.toUpperCase());
        }}
      />
      <TextInput
        label={t('goods.pack-code')}
        description={t('goods.hint-pack-code')}
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <NumberField
        id="pack-holds"
        label={t('goods.pack-holds')}
        unit={t(`goods.unit-${unit}`)}
        value={smallest}
        onChange={(value) => setSmallest(value as number)}
      />
      <NumberField
        id="pack-weight"
        label={t('goods.pack-weight')}
        description={t('goods.hint-pack-weight')}
        unit={t('goods.unit-kg')}
        value={weight}
        onChange={(value) => setWeight(value as number)}
      />
      <Group>
        <Button loading={busy} disabled={!whole(smallest) || code.trim() === ''} onClick={() => void submit()}>
          {t('command.goods.add-pack')}
        </Button>
      </Group>
    </Stack>
  );
}

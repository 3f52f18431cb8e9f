import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, NumberField, ProblemNotice, SegmentedControl, Stack, Text, Textarea } from '#foundation/web/ui/index.ts';
import { correctPack } from '../contract/packs.ts';

/** Another ratio for a pack: it was wrong all along, or it comes otherwise from now on. */
export function CorrectPackForm({
  pack,
  unit,
  onDone,
}: {
  pack: { readonly id: string; readonly smallest: number };
  unit: string;
  onDone: (uses: number, wrong: boolean) => void;
}) {
  const t = useT();
  const [newPackId] = useState(() => newId());
  const [smallest, setSmallest] = useState<unknown>(pack.smallest);
  const [wrong, setWrong] = useState(true);
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useSend(correctPack);
  const isWhole = typeof smallest === 'number' && Number.isSafeInteger(smallest) && smallest > 0;
  const submit = async () => {
    const outcome = await send({ packId: pack.id, newPackId, smallest: smallest as number, wrong, reason });
    if (outcome?.state === 'applied') onDone(outcome.result?.uses ?? 0, wrong);
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <NumberField
        id="pack-now-holds"
        label={t('goods.pack-holds')}
        unit={t(`goods.unit-${unit}`)}
        value={smallest as number}
        onChange={setSmallest}
      />
      <SegmentedControl
        orientation="vertical"
        value={wrong ? 'wrong' : 'new'}
        onChange={(value) => setWrong(value === 'wrong')}
        data={[
          { value: 'wrong', label: t('goods.pack-wrong-always') },
          { value: 'new', label: t('goods.pack-new-from-now') },
        ]}
      />
      <Text size="sm" c="dimmed">
        {t(wrong ? 'goods.pack-wrong-text' : 'goods.pack-new-text')}
      </Text>
      <Textarea
        label={t('field.reason')}
        withAsterisk
        autosize
        minRows={2}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button loading={busy} disabled={!isWhole || reason.trim().length < 3} onClick={() => void submit()}>
          {t('command.goods.correct-pack')}
        </Button>
      </Group>
    </Stack>
  );
}

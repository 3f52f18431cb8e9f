import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Counter, SegmentedControl, SimpleGrid, Stack, Text, TextInput, Title } from '#foundation/web/ui/index.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import { peopleKeys } from '../../contract/shared.ts';
import { DueLines, dueLines } from './VerdictStep.tsx';
import type { Giving } from './VerdictStep.tsx';

/** A household that no list names: by its tent or only counted, with its persons by sex and age. */
export function TallyStep({ pack, onGive, onBack }: { pack: LanePack; onGive: (giving: Giving) => Promise<void>; onBack: () => void }) {
  const t = useT();
  const [way, setWay] = useState<'tent' | 'tally'>('tally');
  const [tent, setTent] = useState('');
  const [people, setPeople] = useState<Record<string, number | undefined>>({});
  const [signed, setSigned] = useState(true);
  const [delegate, setDelegate] = useState(false);
  const [busy, setBusy] = useState(false);
  const size = peopleKeys.reduce((sum, key) => sum + (people[key] ?? 0), 0);
  const fits = size >= 1 && size <= 40 && (way === 'tally' || tent.trim() !== '');
  const give = async () => {
    setBusy(true);
    await onGive({
      way,
      ...(way === 'tent' ? { tent } : {}),
      size,
      people: Object.fromEntries(peopleKeys.map((key) => [key, people[key] ?? 0])),
      lines: dueLines(pack, size),
      collector: delegate ? 'delegate' : 'self',
      proof: signed ? 'sheet' : 'none',
    }).finally(() => setBusy(false));
  };
  return (
    <Stack gap="md">
      <Title order={2}>{t('assistance.field-count-household')}</Title>
      <SegmentedControl
        size="lg"
        fullWidth
        value={way}
        data={(['tally', 'tent'] as const).map((value) => ({ value, label: t(`assistance.way-${value}`) }))}
        onChange={(next) => setWay(next as typeof way)}
      />
      {way === 'tent' && (
        <TextInput size="xl" label={t('assistance.tent')} value={tent} onChange={(event) => setTent(event.currentTarget.value)} />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {peopleKeys.map((key) => (
          <Counter
            key={key}
            label={t(`assistance.field-${key}`)}
            value={people[key]}
            onChange={(count) => setPeople({ ...people, [key]: count })}
          />
        ))}
      </SimpleGrid>
      {size > 0 && (
        <>
          <Text size="xl">{t('assistance.field-persons', { persons: size })}</Text>
          <DueLines pack={pack} size={size} />
        </>
      )}
      <Checkbox
        size="lg"
        label={t('assistance.field-signed')}
        checked={signed}
        onChange={(event) => setSigned(event.currentTarget.checked)}
      />
      <Checkbox
        size="lg"
        label={t('assistance.field-delegate')}
        checked={delegate}
        onChange={(event) => setDelegate(event.currentTarget.checked)}
      />
      <Button size="xl" h={88} disabled={!fits} loading={busy} onClick={() => void give()}>
        {t('assistance.field-hand-over')}
      </Button>
      <Button size="xl" variant="default" onClick={onBack}>
        {t('assistance.field-not-now')}
      </Button>
    </Stack>
  );
}

import { useState } from 'react';
import { useField, usePack } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Stack, Text, Waiting } from '#foundation/web/ui/index.ts';
import { lanePack } from '../../contract/field/lane.ts';
import { LaneWork } from './LaneWork.tsx';

/** A lane on a phone: one look, one answer, next. */
export default function LaneTask({ packId }: { packId: string }) {
  const t = useT();
  const view = usePack(lanePack, packId);
  if (view.state === 'reading') return <Waiting />;
  if (view.state === 'ready') return <LaneWork pack={view.data} />;
  if (view.state === 'over')
    return (
      <Alert color="stopped" title={view.title}>
        {t('assistance.field-over')}
      </Alert>
    );
  return <Absent laneId={packId} />;
}

function Absent({ laneId }: { laneId: string }) {
  const t = useT();
  const field = useField();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const take = async () => {
    setState('busy');
    await field.take(lanePack.name, { lane: laneId }).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <Stack>
      <Text size="lg">{t('assistance.field-absent')}</Text>
      {state === 'failed' && (
        <Text c="waiting" role="alert">
          {t('assistance.field-absent-failed')}
        </Text>
      )}
      <Button size="xl" loading={state === 'busy'} onClick={() => void take()}>
        {t('assistance.field-take')}
      </Button>
    </Stack>
  );
}

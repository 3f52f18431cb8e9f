import { useState } from 'react';
import { useField, usePack } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Stack, Text, Waiting } from '#foundation/web/ui/index.ts';
import { registerPack } from '../../contract/field/register.ts';
import { RegisterWork } from './RegisterWork.tsx';

/** Registering households at a place, with or without a network. */
export default function RegisterTask({ packId }: { packId: string }) {
  const t = useT();
  const view = usePack(registerPack, packId);
  if (view.state === 'reading') return <Waiting />;
  if (view.state === 'ready') return <RegisterWork pack={view.data} />;
  if (view.state === 'over')
    return (
      <Alert color="stopped" title={view.title}>
        {t('people.field-over')}
      </Alert>
    );
  return <Absent packId={packId} />;
}

function Absent({ packId }: { packId: string }) {
  const t = useT();
  const field = useField();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const take = async () => {
    setState('busy');
    const [area, site] = packId.split('~').map(decodeURIComponent) as [string, string?];
    await field.take(registerPack.name, { area, ...(site ? { site } : {}) }).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <Stack>
      <Text size="lg">{t('people.field-absent')}</Text>
      {state === 'failed' && (
        <Text c="waiting" role="alert">
          {t('people.field-absent-failed')}
        </Text>
      )}
      <Button size="xl" loading={state === 'busy'} onClick={() => void take()}>
        {t('people.field-take')}
      </Button>
    </Stack>
  );
}

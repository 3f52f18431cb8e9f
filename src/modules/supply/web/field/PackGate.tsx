import { useState } from 'react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { PackView } from '#foundation/web/field.ts';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Stack, Text, Waiting } from '#foundation/web/ui/index.ts';

type Ready<D> = Extract<PackView<D>, { state: 'ready' }>;

/** Shows the work when its data is on this phone; else says what is missing and what to do. */
export function PackGate<D>({
  view,
  name,
  params,
  children,
}: {
  view: PackView<D>;
  name: string;
  params: Readonly<Record<string, unknown>>;
  children: (data: D, view: Ready<D>) => ReactNode;
}) {
  const t = useT();
  const intl = useIntl();
  if (view.state === 'reading') return <Waiting />;
  if (view.state === 'ready') return <>{children(view.data, view)}</>;
  if (view.state === 'over')
    return (
      <Alert color="stopped" title={t('supply.field-over', { title: view.title })}>
        {t('supply.field-over-text', { until: intl.formatDate(view.until, { dateStyle: 'medium' }) })}
      </Alert>
    );
  return <Absent name={name} params={params} />;
}

function Absent({ name, params }: { name: string; params: Readonly<Record<string, unknown>> }) {
  const t = useT();
  const field = useField();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const take = async () => {
    setBusy(true);
    setFailed(false);
    await field.take(name, params).catch(() => setFailed(true));
    setBusy(false);
  };
  return (
    <Stack>
      <Text size="lg">{t('supply.field-absent')}</Text>
      {failed && (
        <Text c="waiting" role="alert">
          {t('supply.field-absent-failed')}
        </Text>
      )}
      <Button size="xl" loading={busy} onClick={() => void take()}>
        {t('supply.field-take')}
      </Button>
    </Stack>
  );
}

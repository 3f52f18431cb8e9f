import { Suspense, lazy } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Stack, Text, TextInput, Title, Waiting, When, tell } from '#foundation/web/ui/index.ts';
import { loadQr } from '#kernel/access/web/index.ts';

const Qr = lazy(loadQr);

interface Props {
  readonly link: string;
  readonly until: string;
  readonly waybill: string;
  readonly holder: string;
  readonly kind: 'receiver' | 'monitor';
  readonly onDone: () => void;
}

/** A link, shown this once: as a code for a phone's camera, as a sheet of paper, as text to send. */
export function TripLinkSheet({ link, until, waybill, holder, kind, onDone }: Props) {
  const t = useT();
  return (
    <Stack>
      <Stack className="kv-slip" gap="sm">
        <Title order={2}>{t(`supply.trip-title-${kind}`)}</Title>
        <Text>
          <span className="kv-code">{waybill}</span> · <bdi>{holder}</bdi>
        </Text>
        <Group align="flex-start" gap="lg">
          <Suspense fallback={<Waiting />}>
            <Qr text={link} label={t('supply.trip-link-qr')} />
          </Suspense>
          <Stack gap={4} maw={320}>
            <Text size="sm">{t('supply.trip-link-how')}</Text>
            <Text size="sm" c="dimmed">
              {t('supply.trip-until')} <When at={until} />
            </Text>
          </Stack>
        </Group>
      </Stack>
      <Alert className="kv-noprint" color="waiting" title={t('supply.trip-link-once')} />
      <TextInput
        className="kv-noprint"
        readOnly
        label={t('supply.trip-link')}
        value={link}
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group className="kv-noprint">
        <Button onClick={() => print()}>{t('supply.trip-link-print')}</Button>
        <Button
          variant="default"
          disabled={!navigator.clipboard}
          onClick={() => void navigator.clipboard?.writeText(link).then(() => tell(t('supply.trip-link-copied')))}
        >
          {t('supply.trip-link-copy')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('supply.trip-link-done')}
        </Button>
      </Group>
    </Stack>
  );
}

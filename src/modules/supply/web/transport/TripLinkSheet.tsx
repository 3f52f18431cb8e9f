import { Suspense, lazy } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, LinkOut, Stack, Text, Title, Waiting, When } from '#foundation/web/ui/index.ts';
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
      <LinkOut link={link} label={t('supply.trip-link')} once={t('supply.trip-link-once')} printLabel={t('supply.trip-link-print')}>
        <Button variant="default" onClick={onDone}>
          {t('supply.trip-link-done')}
        </Button>
      </LinkOut>
    </Stack>
  );
}

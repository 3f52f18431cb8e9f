import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Alert, Group, LinkOut, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { Qr } from './Qr.tsx';

/** A one-time link, shown this once: on the screen, as a QR code, and as a sheet of paper where there is no mail. */
export function LinkSheet({
  token,
  name,
  kind,
  mailed,
  until,
}: {
  token: string;
  name: string;
  kind: 'invitation' | 'reset';
  mailed: boolean;
  until: string;
}) {
  const t = useT();
  const { mission } = useSession();
  const practice = mission.practice ? `/@${mission.slug}` : '';
  const link = `${location.origin}${practice}/join#${token}`;
  return (
    <Stack>
      <Stack className="kv-slip" gap="sm">
        <Title order={2}>{t(`access.sheet-${kind}`, { mission: mission.name })}</Title>
        <Text>
          <bdi>{name}</bdi>
        </Text>
        <Group align="flex-start" gap="lg">
          <Qr text={link} label={t('access.sheet-qr')} />
          <Stack gap={4} maw={320}>
            <Text size="sm">{t('access.sheet-how')}</Text>
            <Text size="sm" c="dimmed">
              {t('access.sheet-until', { until })}
            </Text>
          </Stack>
        </Group>
        <Text className="kv-code" dir="ltr" size="sm" style={{ overflowWrap: 'anywhere' }} data-testid="link">
          {link}
        </Text>
      </Stack>
      {mailed && <Alert className="kv-noprint" color="settled" title={t('access.sheet-mailed')} />}
      <LinkOut link={link} label={t('access.link')} once={t('access.sheet-once')} printLabel={t('access.print')} />
    </Stack>
  );
}

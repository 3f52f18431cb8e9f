import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, Text, Title } from '#foundation/web/ui/index.ts';

/** Ten codes, shown this once: to be printed or copied by hand. */
export function RecoveryCodes({ codes, account, onDone }: { codes: readonly string[]; account: string; onDone: () => void }) {
  const t = useT();
  const [kept, setKept] = useState(false);
  return (
    <Stack>
      <Stack gap="sm" className="kv-slip">
        <Title order={2}>{t('access.codes-title')}</Title>
        <Text>{t('access.codes-text')}</Text>
        <Text size="sm" c="dimmed">
          <bdi>{account}</bdi>
        </Text>
        <SimpleGrid cols={{ base: 2 }} spacing="xs" dir="ltr" data-testid="recovery-codes">
          {codes.map((code) => (
            <Text key={code} className="kv-code" fz={18}>
              {code}
            </Text>
          ))}
        </SimpleGrid>
      </Stack>
      <Alert className="kv-noprint" color="waiting" title={t('access.codes-once')} />
      <Group className="kv-noprint">
        <Button variant="default" onClick={() => print()}>
          {t('access.print')}
        </Button>
      </Group>
      <Checkbox
        className="kv-noprint"
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
        label={t('access.codes-kept')}
      />
      <Group className="kv-noprint">
        <Button disabled={!kept} onClick={onDone}>
          {t('access.go-on')}
        </Button>
      </Group>
    </Stack>
  );
}

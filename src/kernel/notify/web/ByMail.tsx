import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Group, ProblemNotice, SegmentedControl, Stack, Text, tell } from '#foundation/web/ui/index.ts';
import { DigestEvery, getDigest, setDigest } from '../contract/digests.ts';

/** How often one is told by mail what waits; where no mail is set, that there is none. */
export function ByMail() {
  const t = useT();
  const digest = useAsk(getDigest, {});
  const { send, busy, problem } = useSend(setDigest);
  if (!digest.data?.address) return null;
  const { every, mail, address } = digest.data;
  if (!mail)
    return (
      <Text size="sm" c="dimmed">
        {t('notify.mail-off')}
      </Text>
    );
  const choose = async (value: string) => {
    const outcome = await send({ every: DigestEvery.parse(value) });
    await digest.refetch();
    if (outcome?.state === 'applied') tell(t('notify.mail-saved'));
  };
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Text size="sm" fw={600} id="by-mail">
          {t('notify.mail')}
        </Text>
        <SegmentedControl
          aria-labelledby="by-mail"
          disabled={busy}
          value={every}
          onChange={(value) => void choose(value)}
          data={DigestEvery.options.map((value) => ({ value, label: t(`notify.mail-${value}`) }))}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('notify.mail-text', { address })}
      </Text>
      {problem && <ProblemNotice problem={problem} />}
    </Stack>
  );
}

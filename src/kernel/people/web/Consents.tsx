import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Paper, ProblemNotice, Stack, Status, Text, Title, onward } from '#foundation/web/ui/index.ts';
import { withdrawConsent } from '../contract/register.ts';
import type { Person } from './PersonPage.tsx';
import { useDays, useToday } from './words.tsx';

/** What the person agreed to, for whom, in which words; taken back with one button. */
export function Consents({ at, onDone }: { at: Person; onDone: () => void }) {
  const t = useT();
  const { day } = useDays();
  const today = useToday();
  const withdraw = useSend(withdrawConsent);
  const may = at.abilities.includes(withdrawConsent.name);
  const takeBack = async (consentId: string) => {
    const outcome = await withdraw.send({ personId: at.id, consentId, on: today });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('people.section-consents')}
      </Title>
      {withdraw.problem && <ProblemNotice problem={withdraw.problem} />}
      {at.consents.length === 0 && <Text c="dimmed">{t('people.none-told')}</Text>}
      <Stack gap="sm">
        {at.consents.map((one) => (
          <Group key={one.id} justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Group gap="xs">
                <Text fw={500}>
                  {t(`people.purpose-${one.purpose}`)} {onward()} {t(`people.recipient-${one.recipientClass}`)}
                </Text>
                {one.withdrawnOn && <Status tone="stopped">{t('people.consent-withdrawn', { day: day(one.withdrawnOn) })}</Status>}
              </Group>
              <Text size="sm" c="dimmed">
                {!one.withdrawnOn && `${t('people.consent-in-force', { day: day(one.givenOn) })} · `}
                {t(`people.mode-${one.mode}`)} · {t(`people.language-${one.language}`)} · <bdi>{one.textVersion}</bdi>
              </Text>
            </div>
            {may && !one.withdrawnOn && (
              <Button size="xs" variant="default" style={{ flexShrink: 0 }} loading={withdraw.busy} onClick={() => void takeBack(one.id)}>
                {t('command.people.withdraw-consent')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Paper, PrintButton, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { issueCard, revokeCard } from '../contract/cards.ts';
import { setPin } from '../contract/pins.ts';
import type { HouseholdAsks } from './HouseholdDialogs.tsx';
import type { Household } from './HouseholdPage.tsx';
import { useDays } from './words.tsx';

/** The living card and the dead ones. A card says an opaque number, and nothing of whose it is. */
export function Cards({ at, onAsk }: { at: Household; onAsk: (asks: HouseholdAsks) => void }) {
  const t = useT();
  const { moment } = useDays();
  const may = (command: string) => at.abilities.includes(command);
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('people.section-card')}
      </Title>
      <Stack gap="xs">
        {at.card ? (
          <div>
            <Text className="kv-code" size="lg" fw={600}>
              {at.card.number}
            </Text>
            <Text size="sm" c="dimmed">
              {t('people.card-since', { at: moment(at.card.issuedAt) })}
            </Text>
          </div>
        ) : (
          <Text c="dimmed">{t('people.no-card')}</Text>
        )}
        <Group gap="xs">
          {at.card && <PrintButton paper="people.card" input={{ householdId: at.id }} />}
          {may(issueCard.name) && (
            <Button {...(at.card ? { variant: 'default' } : {})} onClick={() => onAsk('card')}>
              {t(at.card ? 'people.another-card' : 'command.people.issue-card')}
            </Button>
          )}
          {at.card && may(revokeCard.name) && (
            <Button variant="default" onClick={() => onAsk('revoke')}>
              {t('command.people.revoke-card')}
            </Button>
          )}
        </Group>
        {at.formerCards.map((card) => (
          <Text key={card.number} size="sm" c="dimmed">
            <span className="kv-code">{card.number}</span> · {t(`people.card-why-${card.why}`)}, {moment(card.revokedAt)}
          </Text>
        ))}
        <Pin at={at} onAsk={onAsk} />
      </Stack>
    </Paper>
  );
}

/** That the household chose a PIN, when, and who was there; never which. */
function Pin({ at, onAsk }: { at: Household; onAsk: (asks: HouseholdAsks) => void }) {
  const t = useT();
  const { moment } = useDays();
  return (
    <div>
      <Text fw={600}>{t('people.pin')}</Text>
      <Text size="sm" c="dimmed">
        {at.pin ? t('people.pin-since', { at: moment(at.pin.setAt), by: at.pin.setBy }) : t('people.no-pin')}
      </Text>
      {at.abilities.includes(setPin.name) && (
        <Group gap="xs" mt={4}>
          <Button variant="default" size="sm" onClick={() => onAsk('pin')}>
            {t(at.pin ? 'people.pin-other' : 'people.pin-set')}
          </Button>
          {at.pin && (
            <Button variant="subtle" size="sm" onClick={() => onAsk('no-pin')}>
              {t('people.pin-remove')}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, Button, Group, Paper, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import { issueCard } from '../../contract/cards.ts';

export interface Registered {
  readonly householdId: string;
  readonly number: string;
  readonly disputed: number;
  readonly pairs: number;
  readonly count: number;
}

/** The household is registered: its number to read out, what others look at now, its card, and the next one. */
export function Done({ of, onNext }: { of: Registered; onNext: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const client = useClient();
  const [cardId] = useState(() => newId());
  const [card, setCard] = useState<string | null>(null);
  const { send, busy, problem } = useSend(issueCard);
  const may = useCan(issueCard.name);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const issue = async () => {
    if (card === null) {
      const outcome = await send({ cardId, householdId: of.householdId });
      if (outcome?.state !== 'applied') return;
      setCard(outcome.result?.number ?? '');
    }
    await client.print('people.card', { householdId: of.householdId });
  };
  return (
    <Paper p="lg" maw={640}>
      <Stack>
        <Text>{t('people.registered', { count: of.count })}</Text>
        <Text className="kv-code" style={{ fontSize: 28, fontWeight: 600 }}>
          {of.number}
        </Text>
        {of.disputed > 0 && <Alert color="person">{t('people.registered-disputed', { count: of.disputed })}</Alert>}
        {of.pairs > 0 && <Alert color="waiting">{t('people.registered-pairs', { count: of.pairs })}</Alert>}
        {problem && <ProblemNotice problem={problem} />}
        {card && (
          <Text>
            {t('people.card-issued')}: <span className="kv-code">{card}</span>
          </Text>
        )}
        <Group>
          <Button ref={next} onClick={onNext}>
            {t('people.next-household')}
          </Button>
          {may && (
            <Button variant="default" loading={busy} onClick={() => void issue()}>
              {t(card === null ? 'people.issue-and-print' : 'people.print-again')}
            </Button>
          )}
          <Button
            variant="default"
            onClick={() => {
              onNext();
              void navigate({ to: `/people/households/${of.householdId}` });
            }}
          >
            {t('people.open-household')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

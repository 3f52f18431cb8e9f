import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  Facts,
  Group,
  Modal,
  ProblemNotice,
  SimpleGrid,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  When,
  tell,
} from '#foundation/web/ui/index.ts';
import { closeEvent, countStock, getStatement, returnStock, signStatement } from '../contract/day.ts';
import type { EventShown } from '../contract/events.ts';
import { AmountFields, linesOf } from './AmountFields.tsx';
import type { Amounts } from './AmountFields.tsx';
import { StockLines } from './StockLines.tsx';
import { useWords } from './words.tsx';

/** The end of the day: goods back, counted, the statement of the books, and the two who sign it. */
export function EndTab({ event, onDone }: { event: EventShown; onDone: () => void }) {
  const t = useT();
  const { figure } = useWords();
  const statement = useAsk(getStatement, { eventId: event.id });
  const [counting, setCounting] = useState(false);
  const done = () => {
    void statement.refetch();
    onDone();
  };
  if (statement.error) return <ProblemNotice problem={statement.error.body} />;
  if (!statement.data) return <Waiting />;
  const at = statement.data;
  const may = (name: string) => event.abilities.includes(name);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" maw={700}>
        {t('assistance.end-text')}
      </Text>
      <Group>
        {may(returnStock.name) && at.stock.some((row) => row.left > 0) && <ReturnButton eventId={event.id} onDone={done} />}
        {may(countStock.name) && (
          <Button variant="default" onClick={() => setCounting(true)}>
            {t('command.assistance.count-stock')}
          </Button>
        )}
        {may(closeEvent.name) && <CloseButton eventId={event.id} onDone={done} />}
      </Group>
      <StockLines event={event} stock={at.stock} />
      <Facts
        items={[
          { label: t('assistance.served'), value: figure(at.households) },
          { label: t('assistance.handovers'), value: figure(at.handovers) },
          { label: t('assistance.delegates'), value: figure(at.delegates) },
          { label: t('assistance.without-proof'), value: figure(at.withoutProof) },
        ]}
      />
      <Signatures event={event} statement={at} onDone={done} />
      {counting && (
        <CountDialog
          event={event}
          onClose={() => setCounting(false)}
          onDone={() => {
            setCounting(false);
            done();
          }}
        />
      )}
    </Stack>
  );
}

function ReturnButton({ eventId, onDone }: { eventId: string; onDone: () => void }) {
  const t = useT();
  const { send, busy } = useSend(returnStock);
  const back = async () => {
    const outcome = await send({ eventId, documentId: newId() });
    if (outcome && outcome.state !== 'refused') tell(t('assistance.all-returned'));
    onDone();
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void back()}>
      {t('assistance.return-all')}
    </Button>
  );
}

function CloseButton({ eventId, onDone }: { eventId: string; onDone: () => void }) {
  const t = useT();
  const { send, busy } = useSend(closeEvent);
  const close = async () => {
    const outcome = await send({ eventId });
    if (outcome?.state === 'refused')
      tell(t(`problem.${outcome.problem.type}`, outcome.problem.figures as Record<string, string>), 'person');
    onDone();
  };
  return (
    <Button loading={busy} onClick={() => void close()}>
      {t('command.assistance.close-event')}
    </Button>
  );
}

type Statement = NonNullable<ReturnType<typeof useAsk<typeof getStatement.input, typeof getStatement.output>>['data']>;

function Signatures({ event, statement, onDone }: { event: EventShown; statement: Statement; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(signStatement);
  const maySign = statement.abilities.includes(signStatement.name);
  const sign = async (side: 'partner' | 'monitor', means: 'screen' | 'paper') => {
    await send({ eventId: event.id, side, means, figuresHash: statement.figuresHash });
    onDone();
  };
  return (
    <Stack gap="xs">
      <Title order={2}>{t('assistance.signatures')}</Title>
      {problem && <ProblemNotice problem={problem} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {(['partner', 'monitor'] as const).map((side) => {
          const signed = statement.signatures.filter((one) => one.side === side);
          const current = signed.find((one) => one.current);
          return (
            <Alert key={side} color={current ? 'settled' : 'waiting'} title={t(`assistance.side-${side}`)}>
              <Stack gap="xs">
                {signed.map((one) => (
                  <Text key={one.at} size="sm">
                    <bdi>{one.by}</bdi>, <When at={one.at} />, {t(`assistance.means-${one.means}`)}{' '}
                    {!one.current && <Status tone="person">{t('assistance.signed-before')}</Status>}
                  </Text>
                ))}
                {!current && maySign && (
                  <Group gap="xs">
                    <Button size="xs" loading={busy} onClick={() => void sign(side, 'screen')}>
                      {t('command.assistance.sign-statement')}
                    </Button>
                    <Button size="xs" variant="default" loading={busy} onClick={() => void sign(side, 'paper')}>
                      {t('assistance.signed-on-paper')}
                    </Button>
                  </Group>
                )}
                {!current && !maySign && (
                  <Text size="sm" c="dimmed">
                    {t('assistance.not-signed')}
                  </Text>
                )}
              </Stack>
            </Alert>
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}

/** Counted without the books beside it. */
function CountDialog({ event, onClose, onDone }: { event: EventShown; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [amounts, setAmounts] = useState<Amounts>({});
  const [documentId] = useState(() => newId());
  const { send, busy, problem } = useSend(countStock);
  const lines = linesOf(amounts, 0);
  const save = async () => {
    if (!lines?.length) return;
    const outcome = await send({ eventId: event.id, documentId, lines });
    if (!outcome || outcome.state === 'refused') return;
    if (outcome.state === 'applied' && outcome.result) tell(t('assistance.counted-with', { differences: outcome.result.differences }));
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.count-stock')}>
      <Stack>
        <Text size="sm">{t('assistance.count-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <AmountFields items={event.stock.map((row) => row.item)} value={amounts} onChange={setAmounts} />
        <Group>
          <Button loading={busy} disabled={!lines?.length} onClick={() => void save()}>
            {t('command.assistance.count-stock')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  Group,
  ListTable,
  Modal,
  NumberField,
  ProblemNotice,
  Stack,
  Status,
  Text,
  TextInput,
  Textarea,
  tell,
} from '#foundation/web/ui/index.ts';
import type { EventShown } from '../contract/events.ts';
import { listTokens, loseToken } from '../contract/tokens.ts';
import type { TokenRow } from '../contract/tokens.ts';
import { hashToken, tokenText } from '../domain/token.ts';
import { ListActions } from './ListActions.tsx';
import { useWords } from './words.tsx';

/** The list by number: who came, who did not, whose token was lost. */
export function TokensTab({ event, onDone }: { event: EventShown; onDone: () => void }) {
  const t = useT();
  const { figure } = useWords();
  const [number, setNumber] = useState<number | string | undefined>();
  const [losing, setLosing] = useState<TokenRow | null>(null);
  const mayLose = event.abilities.includes(loseToken.name);
  const choices = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`assistance.${key}-${value}`) }));
  return (
    <>
      <ListActions event={event} onDone={onDone} />
      <ListTable<TokenRow>
        query={listTokens}
        name="list"
        input={{ eventId: event.id, ...(typeof number === 'number' && Number.isInteger(number) && number > 0 ? { number } : {}) }}
        rowKey={(row) => row.id}
        columns={['number', 'size', 'laneNo', 'claims', 'servedAt', 'state']}
        filters={<NumberField label={t('assistance.number')} value={number} onChange={setNumber} />}
        {...(mayLose ? { onOpen: (row: TokenRow) => row.state === 'valid' && row.claims === 0 && setLosing(row) } : {})}
        cells={{
          laneNo: (row) => `${figure(row.laneNo)} · ${t(`assistance.lane-${row.laneKind}`)}`,
          laneKind: (row) => t(`assistance.lane-${row.laneKind}`),
          claims: (row) => (row.claims > 1 ? <Status tone="person">{figure(row.claims)}</Status> : row.claims === 1 ? figure(1) : null),
          state: (row) => <Status tone={row.state === 'valid' ? 'settled' : 'stopped'}>{t(`assistance.token-${row.state}`)}</Status>,
        }}
        columnFilters={{
          claims: { kind: 'choice', field: 'served', choices: choices('served', ['yes', 'no', 'twice']) },
          state: { kind: 'choice', field: 'state', choices: choices('token', ['valid', 'lost']) },
        }}
        empty={{ title: t('assistance.no-tokens'), text: t('assistance.no-tokens-text') }}
      />
      {losing && <LoseDialog eventId={event.id} token={losing} onClose={() => setLosing(null)} />}
    </>
  );
}

/** A token was lost: another may take its number at once. The text of the new one leaves this screen only as a hash. */
function LoseDialog({ eventId, token, onClose }: { eventId: string; token: TokenRow; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const { send, busy, problem } = useSend(loseToken);
  const short = text !== '' && tokenText(text).length < 6;
  const save = async () => {
    const replacement = text === '' ? {} : { replacement: { tokenId: newId(), tokenHash: await hashToken(eventId, text) } };
    const outcome = await send({ eventId, tokenId: token.id, reason, ...replacement });
    if (outcome?.state !== 'applied') return;
    tell(t('assistance.token-saved'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('assistance.lose-title', { number: token.number })}>
      <Stack>
        <Text size="sm">{t('assistance.lose-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <Textarea
          label={t('field.reason')}
          withAsterisk
          autosize
          minRows={2}
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t('assistance.new-token')}
          description={t('assistance.new-token-hint')}
          error={short ? t('problem.assistance.token-too-short') : undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button loading={busy} disabled={reason.trim().length < 3 || short} onClick={() => void save()}>
            {t('command.assistance.lose-token')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Group, Modal, Paper, ProblemNotice, Stack, Text, TextInput, Title, tell } from '#foundation/web/ui/index.ts';
import { addPasskey, listMyPasskeys, removePasskey, renamePasskey } from '../contract/passkeys.ts';
import { canUsePasskeys, makePasskey } from './passkeys.ts';

type Asked = { readonly kind: 'add' } | { readonly kind: 'rename' | 'remove'; readonly id: string; readonly name: string };

/** One's passkeys: made, named, taken off. */
export function PasskeysPart() {
  const t = useT();
  const when = useWhen();
  const keys = useAsk(listMyPasskeys, {});
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!keys.data) return keys.error ? <ProblemNotice problem={keys.error.body} /> : null;
  const { rows, host } = keys.data;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('access.passkeys')}</Title>
        <Text size="sm" c="dimmed">
          {t('access.passkeys-text')}
        </Text>
        {rows.map((row) => (
          <Group key={row.id} justify="space-between" gap="xs" align="flex-start">
            <div style={{ flex: '1 1 180px' }}>
              <Text fw={500}>
                <bdi>{row.name}</bdi>
              </Text>
              <Text size="sm" c="dimmed">
                {t('access.passkey-times', { made: when(row.createdAt), used: row.lastUsedAt ? when(row.lastUsedAt) : t('access.never') })}
              </Text>
            </div>
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={() => setAsked({ kind: 'rename', id: row.id, name: row.name })}>
                {t('command.access.rename-passkey')}
              </Button>
              <Button variant="default" size="xs" onClick={() => setAsked({ kind: 'remove', id: row.id, name: row.name })}>
                {t('command.access.remove-passkey')}
              </Button>
            </Group>
          </Group>
        ))}
        {canUsePasskeys(host) ? (
          <Group>
            <Button variant="default" onClick={() => setAsked({ kind: 'add' })}>
              {t('command.access.add-passkey')}
            </Button>
          </Group>
        ) : (
          <Text size="sm">{host ? t('access.passkeys-elsewhere', { host }) : t('access.passkeys-none')}</Text>
        )}
      </Stack>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={asked && t(`command.access.${asked.kind}-passkey`)}>
        {asked && (
          <AskedForm
            asked={asked}
            onDone={(words) => {
              setAsked(null);
              tell(words);
              void keys.refetch();
            }}
          />
        )}
      </Modal>
    </Paper>
  );
}

function AskedForm({ asked, onDone }: { asked: Asked; onDone: (words: string) => void }) {
  return asked.kind === 'remove' ? <RemoveForm {...asked} onDone={onDone} /> : <NameForm asked={asked} onDone={onDone} />;
}

/** A new passkey, or a new name for one. */
function NameForm({ asked, onDone }: { asked: Asked; onDone: (words: string) => void }) {
  const t = useT();
  const { user } = useSession();
  const add = useSend(addPasskey);
  const rename = useSend(renamePasskey);
  const [name, setName] = useState(asked.kind === 'add' ? '' : asked.name);
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<ProblemBody | null>(null);
  const make = async () => {
    setWaiting(true);
    const made = await makePasskey(user.name);
    setWaiting(false);
    setRefused(made.problem);
    if (made.problem) return;
    if ((await add.send({ passkeyId: newId(), name, passkey: made.answer }))?.state === 'applied') onDone(t('access.passkey-added'));
  };
  const call = async (passkeyId: string) => {
    if ((await rename.send({ passkeyId, name }))?.state === 'applied') onDone(t('access.saved'));
  };
  const problem = refused ?? add.problem ?? rename.problem;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void (asked.kind === 'add' ? make() : call(asked.id));
      }}
    >
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        {asked.kind === 'add' && <Text size="sm">{t('access.passkey-how')}</Text>}
        <TextInput
          id="field-passkey-name"
          label={t('access.passkey-name')}
          description={t('access.passkey-name-hint')}
          value={name}
          maxLength={100}
          dir="auto"
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={waiting || add.busy || rename.busy} disabled={name.trim() === ''}>
            {t(`command.access.${asked.kind}-passkey`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RemoveForm({ id, name, onDone }: { id: string; name: string; onDone: (words: string) => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(removePasskey);
  const remove = async () => {
    if ((await send({ passkeyId: id }))?.state === 'applied') onDone(t('access.passkey-removed'));
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <Text>{t('access.passkey-remove-text', { name })}</Text>
      <Group>
        <Button color="person" loading={busy} onClick={() => void remove()}>
          {t('command.access.remove-passkey')}
        </Button>
      </Group>
    </Stack>
  );
}

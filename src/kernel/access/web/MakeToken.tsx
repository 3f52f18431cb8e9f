import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan, useSession } from '#foundation/web/session.ts';
import { Alert, Button, Group, ProblemNotice, Select, Stack, Text, TextInput, tell } from '#foundation/web/ui/index.ts';
import { getMe } from '../contract/me.ts';
import { listPermissions } from '../contract/roles.ts';
import { createToken } from '../contract/tokens.ts';
import { newApiToken } from '../domain/api-tokens.ts';
import { PermissionBoxes } from './PermissionBoxes.tsx';

const lives = ['7', '30', '90', '365'];

/** Makes a token for a program and shows it this once. */
export function MakeToken({ onDone }: { onDone: () => void }) {
  const t = useT();
  const known = useOffered();
  const { send, busy, problem } = useSend(createToken);
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const [token, setToken] = useState<string | null>(null);
  if (token) return <ShownToken token={token} onDone={onDone} />;
  const reads = known.filter((row) => /\.(list|get|search)/.test(row.name) && !row.opens).map((row) => row.name);
  const make = async () => {
    const made = newApiToken();
    const input = { tokenId: newId(), name, token: made, permissions: [...held], days: Number(days) };
    if ((await send(input))?.state === 'applied') setToken(made);
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <TextInput
        label={t('access.token-name')}
        description={t('access.token-name-hint')}
        value={name}
        maxLength={100}
        dir="auto"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('access.token-life')}
        data={lives.map((value) => ({ value, label: t('access.token-days', { days: Number(value) }) }))}
        value={days}
        allowDeselect={false}
        maw={280}
        onChange={(value) => setDays(value ?? '90')}
      />
      <Text size="sm">{t('access.token-permissions')}</Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setHeld(new Set(reads))}>
          {t('access.token-reads')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setHeld(new Set())}>
          {t('access.token-none')}
        </Button>
      </Group>
      <PermissionBoxes known={known} held={held} onChange={setHeld} />
      <Group>
        <Button loading={busy} disabled={name.trim() === '' || held.size === 0} onClick={() => void make()}>
          {t('command.access.create-token')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('access.permission-count', { count: held.size })}
        </Text>
      </Group>
    </Stack>
  );
}

/** What its maker may do, as far as the program may be told: what opens protected data says so where that is known. */
function useOffered() {
  const { can } = useSession();
  const all = useAsk(listPermissions, {}, { enabled: useCan(listPermissions.permission) }).data?.rows;
  const grants = useAsk(getMe, {}).data?.grants ?? [];
  const own = [...new Set(grants.map((grant) => grant.permission))].sort().map((name) => ({ name, opens: null }));
  return [
    { name: getMe.name as string, opens: null as string | null },
    ...(all?.filter((row) => can(row.name) && row.name !== getMe.name) ?? own),
  ];
}

function ShownToken({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useT();
  return (
    <Stack>
      <Alert color="waiting" title={t('access.token-once')}>
        {t('access.token-keep')}
      </Alert>
      <TextInput
        readOnly
        label={t('access.token')}
        value={token}
        dir="ltr"
        className="kv-code"
        data-testid="token"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Text size="sm" className="kv-code" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
        authorization: Bearer {token}
      </Text>
      <Group>
        <Button
          variant="default"
          disabled={!navigator.clipboard}
          onClick={() => void navigator.clipboard?.writeText(token).then(() => tell(t('access.token-copied')))}
        >
          {t('access.token-copy')}
        </Button>
        <Button onClick={onDone}>{t('access.go-on')}</Button>
      </Group>
    </Stack>
  );
}

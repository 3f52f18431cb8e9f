import { useState } from 'react';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Group, Modal, Paper, ProblemNotice, Stack, Text, Title, tell } from '#foundation/web/ui/index.ts';
import { createToken, endToken, listMyTokens } from '../contract/tokens.ts';
import { MakeToken } from './MakeToken.tsx';
import { TokenMark } from './TokenMark.tsx';

/** One's own tokens for programs: what each may do, until when, when it was last used. Hidden from who neither has nor may make any. */
export function TokensPart() {
  const t = useT();
  const when = useWhen();
  const mayMake = useCan(createToken.name);
  const tokens = useAsk(listMyTokens, {});
  const end = useSend(endToken);
  const [making, setMaking] = useState(false);
  const rows = tokens.data?.rows ?? [];
  if (!mayMake && rows.length === 0) return null;
  const stop = async (tokenId: string) => {
    if ((await end.send({ tokenId }))?.state === 'applied') tell(t('access.token-was-ended'));
    void tokens.refetch();
  };
  const problem = tokens.error?.body ?? end.problem;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('access.tokens')}</Title>
        <Text size="sm" c="dimmed">
          {t('access.tokens-text')}
        </Text>
        {problem && <ProblemNotice problem={problem} />}
        {rows.map((row) => (
          <Group key={row.id} justify="space-between" gap="xs" align="flex-start">
            <div style={{ flex: '1 1 220px' }}>
              <Text fw={500}>
                <bdi>{row.name}</bdi>
              </Text>
              <Text size="sm" c="dimmed">
                {t('access.permission-count', { count: row.permissions.length })} · {t('access.token-until', { when: when(row.expiresAt) })}
              </Text>
              <Text size="sm" c="dimmed">
                {row.lastUsedAt ? t('access.token-used', { when: when(row.lastUsedAt) }) : t('access.token-unused')}
              </Text>
            </div>
            {row.state === 'open' ? (
              <Button variant="default" size="xs" onClick={() => void stop(row.id)}>
                {t('command.access.end-token')}
              </Button>
            ) : (
              <TokenMark state={row.state} />
            )}
          </Group>
        ))}
        {mayMake && (
          <Group>
            <Button variant="default" onClick={() => setMaking(true)}>
              {t('command.access.create-token')}
            </Button>
          </Group>
        )}
      </Stack>
      <Modal
        opened={making}
        onClose={() => {
          setMaking(false);
          void tokens.refetch();
        }}
        size="xl"
        closeOnClickOutside={false}
        title={t('command.access.create-token')}
      >
        <MakeToken
          onDone={() => {
            setMaking(false);
            void tokens.refetch();
          }}
        />
      </Modal>
    </Paper>
  );
}

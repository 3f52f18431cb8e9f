import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { CommandDef } from '#foundation/command.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { useAsk, useClient } from '#foundation/web/client.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Button, Facts, Group, Modal, Paper, ProblemNotice, Stack, Status, Text, Textarea, Title, tell } from '#foundation/web/ui/index.ts';
import { endUserSessions, forceChange, getSignInState, inviteUser, resetUser, withdrawLink } from '../contract/links.ts';
import { unlinkProvider } from '../contract/provider.ts';
import { removeUserPasskeys } from '../contract/passkeys.ts';
import { approveRecovery, askRecovery, refuseRecovery } from '../contract/recovery.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { newLinkToken } from '../domain/two-step.ts';
import { LinkSheet } from './LinkSheet.tsx';

interface Shown {
  readonly kind: 'invitation' | 'reset';
  readonly token: string;
  readonly mailed: boolean;
  readonly until: string;
}

/** Whether this server sends mail; where it cannot be asked, paper will do. */
async function isMailSet(): Promise<boolean> {
  const answer = await fetch('/api/public-info').catch(() => null);
  return answer?.ok ? ((await answer.json()) as { mail: boolean }).mail : false;
}

/** How somebody's sign-in stands, and how to help: an invitation, a new password, a lost authenticator. */
export function SignInPanel({ userId, name }: { userId: string; name: string }) {
  const t = useT();
  const when = useWhen();
  const client = useClient();
  const { user: me } = useSession();
  const state = useAsk(getSignInState, { userId });
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [asking, setAsking] = useState(false);
  if (!state.data) return null;
  const at = state.data;
  const may = (def: CommandDef | { name: string }) => at.abilities.includes(def.name);

  const send = async <I extends z.ZodObject, R extends z.ZodType>(
    def: CommandDef<I, R>,
    input: z.input<I>,
    words?: string,
  ): Promise<boolean> => {
    setProblem(null);
    try {
      const outcome = await client.send(def, input);
      if (outcome.state === 'refused') setProblem(outcome.problem);
      else if (words) tell(words);
      return outcome.state === 'applied';
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
      return false;
    } finally {
      void state.refetch();
    }
  };
  const link = async (kind: Shown['kind']) => {
    const token = newLinkToken();
    const seconds = kind === 'invitation' ? lifetimes.invitation : lifetimes.reset;
    const wanted = { linkId: newId(), userId, token };
    const mailed = kind === 'invitation' && (await isMailSet());
    if (await (kind === 'invitation' ? send(inviteUser, { ...wanted, mail: mailed }) : send(resetUser, wanted)))
      setShown({ kind, token, mailed, until: when(new Date(Date.now() + seconds * 1000).toISOString()) });
  };
  const { recovery } = at;
  const isMine = userId === me.id;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Title order={2}>{t('access.sign-in-of')}</Title>
        {problem && <ProblemNotice problem={problem} />}
        <Facts
          items={[
            {
              label: t('access.password'),
              value: (
                <Status tone={at.hasPassword ? (at.mustChange ? 'waiting' : 'settled') : 'person'}>
                  {at.hasPassword
                    ? at.mustChange
                      ? t('access.password-to-change')
                      : t('access.password-is-set')
                    : t('access.password-none')}
                </Status>
              ),
            },
            {
              label: t('access.two-step'),
              value: at.twoStepSince ? t('access.two-step-since', { when: when(at.twoStepSince) }) : t('access.two-step-off'),
            },
            { label: t('access.passkeys'), value: String(at.passkeys) },
            ...(at.providerSince
              ? [{ label: t('access.provider'), value: t('access.provider-since', { when: when(at.providerSince) }) }]
              : []),
            { label: t('access.last-in'), value: at.lastIn ? when(at.lastIn) : t('access.never') },
            { label: t('access.sessions'), value: String(at.sessions) },
          ]}
        />
        {at.links.map((row) => (
          <Group key={row.id} justify="space-between" gap="xs">
            <Text size="sm">{t('access.link-open', { kind: row.kind, until: when(row.expiresAt) })}</Text>
            {may(withdrawLink) && (
              <Button
                size="xs"
                variant="default"
                onClick={() => void send(withdrawLink, { linkId: row.id, userId }, t('access.link-withdrawn'))}
              >
                {t('command.access.withdraw-link')}
              </Button>
            )}
          </Group>
        ))}
        {recovery && (
          <Stack gap="xs">
            <Status tone="person">{t('access.recovery-waits')}</Status>
            <Text size="sm">
              {t('access.recovery-asked', { name: recovery.askedBy, when: when(recovery.askedAt) })} <bdi>{recovery.reason}</bdi>
            </Text>
            {recovery.askedById === me.id && <Text size="sm">{t('access.recovery-second')}</Text>}
            <Group gap="xs">
              {may(approveRecovery) && recovery.askedById !== me.id && !isMine && (
                <Button onClick={() => void send(approveRecovery, { recoveryId: recovery.id, userId }, t('access.recovery-done'))}>
                  {t('command.access.approve-recovery')}
                </Button>
              )}
              {may(refuseRecovery) && (
                <Button variant="default" onClick={() => void send(refuseRecovery, { recoveryId: recovery.id, userId })}>
                  {t('command.access.refuse-recovery')}
                </Button>
              )}
            </Group>
          </Stack>
        )}
        <Group gap="xs">
          {may(inviteUser) && !at.hasPassword && <Button onClick={() => void link('invitation')}>{t('command.access.invite-user')}</Button>}
          {may(resetUser) && at.hasPassword && (
            <Button variant="default" onClick={() => void link('reset')}>
              {t('command.access.reset-user')}
            </Button>
          )}
          {may(forceChange) && at.hasPassword && !at.mustChange && (
            <Button variant="default" onClick={() => void send(forceChange, { userId }, t('access.change-forced'))}>
              {t('command.access.force-change')}
            </Button>
          )}
          {may(endUserSessions) && at.sessions > 0 && (
            <Button variant="default" onClick={() => void send(endUserSessions, { userId }, t('access.session-ended'))}>
              {t('command.access.end-user-sessions')}
            </Button>
          )}
          {may(removeUserPasskeys) && at.passkeys > 0 && (
            <Button variant="default" onClick={() => void send(removeUserPasskeys, { userId }, t('access.passkeys-taken'))}>
              {t('command.access.remove-user-passkeys')}
            </Button>
          )}
          {may(unlinkProvider) && at.providerSince && (
            <Button variant="default" onClick={() => void send(unlinkProvider, { userId }, t('access.provider-was-untied'))}>
              {t('command.access.unlink-provider')}
            </Button>
          )}
          {may(askRecovery) && at.twoStepSince && !recovery && !isMine && (
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('command.access.ask-recovery')}
            </Button>
          )}
        </Group>
      </Stack>
      <Modal opened={shown !== null} onClose={() => setShown(null)} size="lg" closeOnClickOutside={false} title={t('access.link')}>
        {shown && <LinkSheet {...shown} name={name} />}
      </Modal>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('command.access.ask-recovery')}>
        <AskRecovery
          onSend={(reason) => {
            setAsking(false);
            void send(askRecovery, { recoveryId: newId(), userId, reason }, t('access.recovery-reported'));
          }}
        />
      </Modal>
    </Paper>
  );
}

function AskRecovery({ onSend }: { onSend: (reason: string) => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <Stack>
      <Text size="sm">{t('access.recovery-text')}</Text>
      <Textarea
        label={t('access.recovery-reason')}
        description={t('access.recovery-reason-hint')}
        minRows={2}
        autosize
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={reason.trim().length < 5} onClick={() => onSend(reason)}>
          {t('command.access.ask-recovery')}
        </Button>
      </Group>
    </Stack>
  );
}

import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Alert, Button, Group, Modal, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { useAsk, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { inviteDevice, listDevices } from '../contract/devices.ts';
import { makeInvitation, payloadText, qrPicture } from './invitation.ts';

interface Shown {
  readonly picture: string;
  readonly code: string;
  readonly until: string;
  readonly before: ReadonlySet<string>;
}

const newest = { limit: 20, sort: '-enrolledAt' } as const;

/** Names a device, shows the picture that enrols it, and says when that has happened. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useClient();
  const { send, busy, problem } = useSend(inviteDevice);
  const [name, setName] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
  const make = async () => {
    const { inviteId, code, codeHash } = await makeInvitation();
    const before = new Set((await client.ask(listDevices, newest)).rows.map((row) => row.id));
    const outcome = await send({ inviteId, codeHash, name: name.trim() });
    if (outcome?.state !== 'applied') return;
    const { expiresAt } = inviteDevice.result.parse(outcome.result);
    setShown({
      code,
      picture: await qrPicture(payloadText({ url: location.origin, practice: pathSlug(), code, name: name.trim() })),
      until: expiresAt,
      before,
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('sync.invite-title')} size="md">
      {shown ? (
        <Picture shown={shown} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <Stack gap="md">
            {problem && <ProblemNotice problem={problem} />}
            <TextInput
              label={t('sync.device-name')}
              description={t('sync.device-name-hint')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={100}
              required
              data-autofocus
              dir="auto"
            />
            <Group>
              <Button type="submit" loading={busy} disabled={name.trim() === ''}>
                {t('sync.make-code')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Picture({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const t = useT();
  const intl = useIntl();
  const enrolled = useNewDevice(shown.before);
  if (enrolled) {
    return (
      <Stack gap="md">
        <Alert color="settled" title={t('sync.scanned', { name: enrolled })} />
        <Group>
          <Button onClick={onClose}>{t('sync.close')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md" align="center">
      <img src={shown.picture} alt={t('sync.code-alt')} width={280} height={280} style={{ background: '#fff', borderRadius: 8 }} />
      <Text size="sm" c="dimmed" ta="center">
        {t('sync.type-code', { address: `${location.host}${pathSlug() ? `/@${pathSlug()!}` : ''}/field` })}
      </Text>
      <Text className="kv-code" fw={600}>
        {shown.code}
      </Text>
      <Text ta="center">{t('sync.scan-words', { time: intl.formatTime(shown.until, { hour: '2-digit', minute: '2-digit' }) })}</Text>
    </Stack>
  );
}

/** The mission that the address names: practice, or another than the server's first. */
const pathSlug = () => /^\/@([a-z][a-z0-9-]+)(\/|$)/.exec(location.pathname)?.[1] ?? null;

/** The name of a device that was not there before the picture was shown. */
function useNewDevice(before: ReadonlySet<string>): string | undefined {
  const devices = useAsk(listDevices, newest, { refreshMs: 2_000 });
  return devices.data?.rows.find((row) => !before.has(row.id))?.name;
}

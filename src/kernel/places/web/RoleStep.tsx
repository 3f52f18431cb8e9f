import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, ProblemNotice, Select, Stack, Status } from '#foundation/web/ui/index.ts';
import { listRoles } from '#kernel/access/contract/roles.ts';
import { assignRole, listUsers } from '#kernel/access/contract/users.ts';
import { namesOf } from './names.ts';

/** Gives people their roles in a response, one after the other. */
export function RoleStep({ responseId, onGiven }: { responseId: string; onGiven: (name: string) => void }) {
  const t = useT();
  const users = useAsk(listUsers, { limit: 500, state: 'active' }).data?.rows ?? [];
  const roles = useAsk(listRoles, {}).data?.rows ?? [];
  const [userId, setUser] = useState<string | null>(null);
  const [roleId, setRole] = useState<string | null>(null);
  const [given, setGiven] = useState<readonly string[]>([]);
  const { send, busy, problem } = useSend(assignRole);
  const give = async () => {
    const scope = { kind: 'response' as const, id: responseId };
    const outcome = await send({ assignmentId: newId(), userId: userId!, roleId: roleId!, scope });
    if (outcome?.state !== 'applied') return;
    const words = `${users.find((user) => user.id === userId)?.name ?? ''}: ${namesOf(roles.find((role) => role.id === roleId)?.names ?? {})}`;
    setGiven((now) => [...now, words]);
    onGiven(words);
    setUser(null);
    setRole(null);
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      {given.map((words) => (
        <Group key={words}>
          <Status tone="settled">{words}</Status>
        </Group>
      ))}
      <Group align="flex-end" gap="sm">
        <Select
          label={t('places.person')}
          searchable
          w={260}
          value={userId}
          onChange={setUser}
          data={users.map((user) => ({ value: user.id, label: user.name }))}
        />
        <Select
          label={t('places.role')}
          searchable
          w={220}
          value={roleId}
          onChange={setRole}
          data={roles.map((role) => ({ value: role.id, label: namesOf(role.names) }))}
        />
        <Button variant="default" loading={busy} disabled={!userId || !roleId} onClick={() => void give()}>
          {t('places.give-role')}
        </Button>
      </Group>
    </Stack>
  );
}

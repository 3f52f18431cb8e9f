import { useState } from 'react';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Button, ProblemNotice, Select, Stack, TextInput } from '#foundation/web/ui/index.ts';
import { listRoles } from '../contract/roles.ts';
import { assignRole } from '../contract/users.ts';
import { namesOf } from './names.ts';

type Kind = 'mission' | 'area' | 'site' | 'org' | 'response';

/** Gives a role: which, where, until when. */
export function AssignForm({ assignmentId, userId, onDone }: { assignmentId: string; userId: string; onDone: () => void }) {
  const t = useT();
  const roles = useAsk(listRoles, {}).data?.rows ?? [];
  const { send, busy, problem } = useSend(assignRole);
  const [roleId, setRole] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('mission');
  const [id, setId] = useState('');
  const [until, setUntil] = useState('');
  const submit = async () => {
    const scope = kind === 'mission' ? { kind } : { kind, id: id.trim() };
    const outcome = await send({ assignmentId, userId, roleId: roleId ?? '', scope, ...(until ? { until: `${until}T23:59:59Z` } : {}) });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        <Select
          label={t('access.role')}
          withAsterisk
          searchable
          value={roleId}
          onChange={setRole}
          data={roles.map((role) => ({ value: role.id, label: namesOf(role.names) }))}
        />
        <Select
          label={t('access.where')}
          withAsterisk
          value={kind}
          onChange={(value) => {
            setKind((value ?? 'mission') as Kind);
            setId('');
          }}
          data={(['mission', 'area', 'site', 'org', 'response'] as const).map((value) => ({ value, label: t(`access.scope-${value}`) }))}
        />
        {kind !== 'mission' && (
          <RecordPicker
            key={kind}
            kind={kind}
            label={t(`access.scope-id-${kind}`)}
            required
            value={id}
            onChange={(next) => setId(next ?? '')}
          />
        )}
        <TextInput type="date" label={t('access.until-day')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        <Button type="submit" loading={busy} disabled={!roleId || (kind !== 'mission' && id.trim() === '')}>
          {t('command.access.assign-role')}
        </Button>
      </Stack>
    </form>
  );
}

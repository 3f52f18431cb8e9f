import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  EmptyState,
  Page,
  ProblemNotice,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
  Waiting,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import { explain, listPermissions } from '../contract/roles.ts';
import { listUsers } from '../contract/users.ts';
import { usePermissionWords } from './PermissionBoxes.tsx';
import { RightsTable } from './RightsTable.tsx';

/** Who may do something, or what somebody may do: where, until when, by which role, and who gave it. */
export default function WhyPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const by = url.get('by') === 'person' ? 'person' : 'permission';
  return (
    <Page title={t('page.access.why')} subtitle={t('access.why-text')}>
      <Stack>
        <SegmentedControl
          aria-label={t('page.access.why')}
          value={by}
          onChange={(value) => setUrl({ by: value, user: undefined, permission: undefined })}
          data={(['permission', 'person'] as const).map((value) => ({ value, label: t(`access.why-by-${value}`) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%' }}
        />
        {by === 'permission' ? (
          <ByPermission permission={url.get('permission') ?? 'access.assign-role'} onChange={(permission) => setUrl({ permission })} />
        ) : (
          <ByPerson userId={url.get('user')} onChange={(user) => setUrl({ user })} />
        )}
      </Stack>
    </Page>
  );
}

function ByPermission({ permission, onChange }: { permission: string; onChange: (permission: string | undefined) => void }) {
  const t = useT();
  const wordsOf = usePermissionWords();
  const known = useAsk(listPermissions, {}).data?.rows ?? [];
  const found = useAsk(explain, { permission }, { keepPrevious: true });
  return (
    <>
      <Select
        label={t('access.permission')}
        searchable
        maw={480}
        value={permission}
        onChange={(value) => onChange(value ?? undefined)}
        data={known.map((row) => ({ value: row.name, label: wordsOf(row.name) }))}
      />
      <Found found={found} shows="person" />
    </>
  );
}

function ByPerson({ userId, onChange }: { userId: string | null; onChange: (userId: string | undefined) => void }) {
  const t = useT();
  const wordsOf = usePermissionWords();
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState('');
  const people = useAsk(listUsers, { search: typed, limit: 20 }, { keepPrevious: true }).data?.rows ?? [];
  const found = useAsk(explain, { userId: userId ?? '' }, { enabled: userId !== null, keepPrevious: true });
  const name = found.data?.rows[0]?.userName;
  const choices = people.map((row) => ({ value: row.id, label: row.name }));
  const all = userId && name && !choices.some((one) => one.value === userId) ? [{ value: userId, label: name }, ...choices] : choices;
  return (
    <>
      <Select
        label={t('column.access.list-users.name')}
        placeholder={t('access.why-whom')}
        searchable
        maw={480}
        value={userId}
        onChange={(value) => onChange(value ?? undefined)}
        onSearchChange={(text) => setTyped(people.some((row) => row.name === text) ? '' : text)}
        data={all}
      />
      {userId && (
        <TextInput
          label={t('access.why-filter')}
          maw={480}
          value={filter}
          dir="auto"
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {userId && (
        <Found found={found} shows="permission" keep={(row) => wordsOf(row).toLocaleLowerCase().includes(filter.toLocaleLowerCase())} />
      )}
    </>
  );
}

interface FoundProps {
  readonly found: ReturnType<typeof useAsk<typeof explain.input, typeof explain.output>>;
  readonly shows: 'person' | 'permission';
  readonly keep?: (permission: string) => boolean;
}

function Found({ found, shows, keep = () => true }: FoundProps) {
  const t = useT();
  if (found.error) return <ProblemNotice problem={found.error.body} />;
  if (!found.data) return <Waiting />;
  const rows = found.data.rows.filter((row) => keep(row.permission));
  if (rows.length === 0) return <EmptyState title={t(shows === 'person' ? 'access.nobody' : 'access.nothing-may')} />;
  return <RightsTable rows={rows} shows={shows} />;
}

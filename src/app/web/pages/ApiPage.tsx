import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fold } from '#foundation/fold.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import {
  Anchor,
  Badge,
  Button,
  Group,
  Page,
  Paper,
  ProblemNotice,
  SegmentedControl,
  Select,
  Stack,
  Status,
  Table,
  Text,
  TextInput,
  Title,
  Waiting,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import { curlOf, linesOf } from './api/schema.ts';
import type { Description, Operation } from './api/schema.ts';

/** The interface for programs, made of what this server serves: searchable, with fields, rights and an example. */
export default function ApiPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const description = useQuery<Description>({
    queryKey: ['shell.openapi'],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await fetch('/api/openapi.json', { signal })).json() as Promise<Description>,
  });
  const [text, room, kind, open] = [url.get('q') ?? '', url.get('room'), url.get('kind') ?? 'all', url.get('op')];
  const all = useMemo(
    () => Object.entries(description.data?.paths ?? {}).map(([path, item]) => ({ path, operation: item.post })),
    [description.data],
  );
  const shown = all.filter(
    ({ path, operation }) =>
      (!room || operation.tags.includes(room)) &&
      (kind === 'all' || path.startsWith(`/api/${kind}/`)) &&
      fold(`${operation.operationId} ${operation.summary} ${wordsOf(t, path, operation)}`).includes(fold(text)),
  );
  return (
    <Page
      title={t('page.shell.api')}
      subtitle={t('api.text')}
      crumbs={[{ label: t('page.shell.about'), href: '/about' }]}
      actions={
        <Button component="a" href="/api/openapi.json" download="openapi.json" variant="default">
          {t('api.download')}
        </Button>
      }
    >
      <Paper p="md">
        <Text>{t('api.how')}</Text>
      </Paper>
      <Group gap="xs">
        <TextInput
          aria-label={t('ui.search')}
          placeholder={t('ui.search')}
          value={text}
          onChange={(event) => setUrl({ q: event.currentTarget.value || undefined })}
          w={{ base: '100%', xs: 260 }}
        />
        <Select
          aria-label={t('api.room')}
          placeholder={t('api.room')}
          clearable
          searchable
          value={room}
          data={[...new Set(all.flatMap(({ operation }) => operation.tags))]}
          onChange={(next) => setUrl({ room: next ?? undefined })}
        />
        <SegmentedControl
          aria-label={t('api.kind')}
          value={kind}
          onChange={(next) => setUrl({ kind: next === 'all' ? undefined : next })}
          data={[
            { value: 'all', label: t('api.all') },
            { value: 'commands', label: t('api.commands') },
            { value: 'queries', label: t('api.queries') },
          ]}
        />
        <Text c="dimmed" size="sm" aria-live="polite">
          {t('ui.count', { count: shown.length })}
        </Text>
      </Group>
      {description.isPending && <Waiting />}
      {description.isError && (
        <ProblemNotice problem={{ type: 'common.network-away', title: '', status: 0 }} retry={() => void description.refetch()} />
      )}
      <Stack gap="xs">
        {shown.map(({ path, operation }) => (
          <OperationCard
            key={path}
            path={path}
            operation={operation}
            opened={open === operation.operationId}
            onToggle={() => setUrl({ op: open === operation.operationId ? undefined : operation.operationId })}
          />
        ))}
      </Stack>
    </Page>
  );
}

const isCommand = (path: string) => path.startsWith('/api/commands/');
function wordsOf(t: ReturnType<typeof useT>, path: string, operation: Operation): string {
  return t(isCommand(path) ? `command.${operation.operationId}` : `query.${operation.operationId}`);
}

function OperationCard({
  path,
  operation,
  opened,
  onToggle,
}: {
  path: string;
  operation: Operation;
  opened: boolean;
  onToggle: () => void;
}) {
  const t = useT();
  return (
    <Paper p="sm">
      <Group justify="space-between" gap="xs">
        <button type="button" className="kv-opens" aria-expanded={opened} onClick={onToggle} style={{ textAlign: 'start' }}>
          <Text component="span" fw={600}>
            {wordsOf(t, path, operation)}
          </Text>{' '}
          <span className="kv-code">{operation.operationId}</span>
        </button>
        <Badge variant="light" color={isCommand(path) ? 'lake' : 'stopped'} tt="none">
          {t(isCommand(path) ? 'api.command' : 'api.query')}
        </Badge>
      </Group>
      {opened && <OperationDetail path={path} operation={operation} />}
    </Paper>
  );
}

function OperationDetail({ path, operation }: { path: string; operation: Operation }) {
  const t = useT();
  const session = useSession();
  const input = operation.requestBody.content['application/json'].schema;
  const output = operation.responses['200']?.content?.['application/json']?.schema;
  const permission = operation['x-permission'];
  return (
    <Stack gap="sm" mt="sm">
      <Text className="kv-code">POST {path}</Text>
      <Group gap="xs">
        {permission && (
          <Status tone={session.can(permission) ? 'settled' : 'stopped'}>{t(session.can(permission) ? 'api.may' : 'api.may-not')}</Status>
        )}
        {operation['x-offline'] && <Status tone="waiting">{t('api.offline')}</Status>}
      </Group>
      <Fields title={t('api.sends')} lines={linesOf(input)} />
      {output && <Fields title={t('api.answers')} lines={linesOf(output)} />}
      <Title order={3}>{t('api.example')}</Title>
      <pre className="kv-pre" dir="ltr">
        {curlOf(location.origin, path, input)}
      </pre>
      <Text size="sm">
        {t('api.problems')}{' '}
        <Anchor href="/api/openapi.json" underline="always">
          openapi.json
        </Anchor>
      </Text>
    </Stack>
  );
}

function Fields({ title, lines }: { title: string; lines: ReturnType<typeof linesOf> }) {
  const t = useT();
  if (lines.length === 0) return null;
  return (
    <>
      <Title order={3}>{title}</Title>
      <div className="kv-wide">
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('api.field')}</Table.Th>
              <Table.Th>{t('api.type')}</Table.Th>
              <Table.Th>{t('api.limits')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.path}>
                <Table.Td>
                  <span className="kv-code">{line.path}</span>{' '}
                  {line.required && (
                    <Text span size="xs" c="dimmed">
                      {t('api.required')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <span className="kv-code">{line.type}</span>
                </Table.Td>
                <Table.Td>
                  <span className="kv-code">{line.limits}</span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

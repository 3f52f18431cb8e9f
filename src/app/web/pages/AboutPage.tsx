import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Anchor, Facts, Figure, Group, Page, Paper, SimpleGrid, Status, Table, Text, Title } from '#foundation/web/ui/index.ts';
import { getProof } from '#kernel/audit/contract/history.ts';
import { getStorage } from '#kernel/jobs/contract/storage.ts';

declare const __KERVAN__: { readonly version: string; readonly committedAt: string | null };

/** What runs here: version, whether the records prove, how much room they take, on whose work it stands. */
export default function AboutPage() {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const link = (to: string, words: string) => (
    <Anchor
      href={to}
      onClick={(event) => {
        event.preventDefault();
        void navigate({ to });
      }}
    >
      {words}
    </Anchor>
  );
  return (
    <Page title={t('page.shell.about')} subtitle={t('about.text')}>
      <Facts
        items={[
          { label: t('about.version'), value: <span className="kv-code">{__KERVAN__.version}</span> },
          {
            label: t('about.made'),
            value: __KERVAN__.committedAt
              ? intl.formatDate(__KERVAN__.committedAt, { dateStyle: 'long', timeStyle: 'short' })
              : t('about.made-unknown'),
          },
          { label: t('about.licence'), value: 'Apache License 2.0' },
          {
            label: t('about.more'),
            value: (
              <Group gap="md">
                {link('/about/api', t('page.shell.api'))}
                {link('/components', t('page.shell.components'))}
              </Group>
            ),
          },
        ]}
      />
      {useCan(getProof.permission) && <Proof />}
      {useCan(getStorage.permission) && <Storage />}
      <Paper p="md">
        <Title order={2} mb="xs">
          {t('about.maps')}
        </Title>
        <Text maw={680}>{t('about.maps-text')}</Text>
      </Paper>
      <Notice />
    </Page>
  );
}

function Proof() {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const proof = useAsk(getProof, {}).data;
  if (!proof) return null;
  const run = proof.lastRun;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Figure label={t('about.commands')} value={intl.formatNumber(proof.commands)} onOpen={() => void navigate({ to: '/proof' })} />
      <Paper p="md">
        <Text size="sm" c="dimmed">
          {t('about.proof')}
        </Text>
        <Group gap="sm" mt={6}>
          {run ? (
            <Status tone={run.faults === 0 ? 'settled' : 'person'}>{t('about.differences', { count: run.faults })}</Status>
          ) : (
            <Status tone="waiting">{t('about.not-proved')}</Status>
          )}
          {run && (
            <Text size="sm" c="dimmed">
              {intl.formatDate(run.at, { dateStyle: 'long', timeStyle: 'short' })}
            </Text>
          )}
        </Group>
      </Paper>
    </SimpleGrid>
  );
}

function Storage() {
  const t = useT();
  const intl = useIntl();
  const storage = useAsk(getStorage, {}).data;
  if (!storage) return null;
  const size = (bytes: number) => {
    const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const unit = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const)[step]!;
    return intl.formatNumber(bytes / 1000 ** step, { style: 'unit', unit, maximumFractionDigits: 1 });
  };
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('about.storage')}
      </Title>
      <Text mb="sm">
        {t('about.storage-text', {
          mission: size(storage.missionBytes),
          database: size(storage.databaseBytes),
          files: storage.attachedFiles,
          fileSize: size(storage.attachedBytes),
          version: storage.database.split(' ')[0]!,
        })}
      </Text>
      <Table maw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('about.table')}</Table.Th>
            <Table.Th ta="end">{t('about.rows')}</Table.Th>
            <Table.Th ta="end">{t('about.size')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {storage.tables.map((table) => (
            <Table.Tr key={table.name}>
              <Table.Td>
                <span className="kv-code">{table.name}</span>
              </Table.Td>
              <Table.Td ta="end">{table.rows === null ? '–' : intl.formatNumber(table.rows)}</Table.Td>
              <Table.Td ta="end">{size(table.bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** Whose work this stands on, in the words of the notice that goes with every copy. */
function Notice() {
  const t = useT();
  const notice = useQuery({
    queryKey: ['shell.notice'],
    staleTime: Infinity,
    queryFn: async () => (await import('../../../../NOTICE?raw')).default,
  });
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('about.notice')}
      </Title>
      <pre className="kv-pre" dir="ltr" lang="en">
        {notice.data}
      </pre>
    </Paper>
  );
}

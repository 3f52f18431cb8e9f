import { useNavigate, useParams } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { SubjectLink } from '#foundation/web/SubjectLink.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Facts, Page, Paper, ProblemNotice, Stack, Table, Title, Waiting } from '#foundation/web/ui/index.ts';
import { getCommand } from '../contract/history.ts';
import { OutcomeStatus, Via, Who } from './LogPage.tsx';

/** One command: what was asked, what came of it, what it changed, and the seal it lies under. */
export default function CommandPage() {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const { commandId } = useParams({ strict: false }) as { commandId: string };
  const command = useAsk(getCommand, { id: commandId });
  if (command.error)
    return (
      <Page title={t('page.audit.command')}>
        <ProblemNotice problem={command.error.body} />
      </Page>
    );
  if (!command.data) return <Waiting />;
  const at = command.data;
  const moment = (text: string) => intl.formatDate(text, { dateStyle: 'long', timeStyle: 'medium' });
  return (
    <Page
      title={t(`command.${at.name}`)}
      subtitle={<span className="kv-code">{at.id}</span>}
      crumbs={[
        {
          label: t('page.audit.log'),
          href: '/admin/audit',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/admin/audit' });
          },
        },
      ]}
    >
      <Facts
        items={[
          { label: t('column.audit.search-commands.state'), value: <OutcomeStatus state={at.state} /> },
          { label: t('column.audit.search-commands.actorName'), value: <Who row={at} /> },
          { label: t('column.audit.search-commands.via'), value: <Via row={at} /> },
          { label: t('column.audit.search-commands.occurredAt'), value: moment(at.occurredAt) },
          { label: t('column.audit.search-commands.recordedAt'), value: moment(at.recordedAt) },
          { label: t('audit.seal'), value: at.seal === null ? t('audit.unsealed') : intl.formatNumber(at.seal) },
          { label: t('audit.version'), value: intl.formatNumber(at.version) },
        ]}
      />
      <Fields title={t('audit.input')} value={at.input} />
      <Fields title={t('audit.outcome')} value={at.outcome} />
      <Paper p="md">
        <Title order={2} mb="xs">
          {t('audit.touched')}
        </Title>
        <Stack gap={4}>
          {at.touches.map((touch) => (
            <SubjectLink
              key={touch.kind + touch.id}
              subject={touch}
              otherwise={<span className="kv-code">{`${touch.kind} ${touch.id}`}</span>}
            >
              <span className="kv-code">{`${touch.kind} ${touch.id}`}</span>
            </SubjectLink>
          ))}
        </Stack>
      </Paper>
    </Page>
  );
}

function Fields({ title, value }: { title: string; value: Record<string, unknown> }) {
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {title}
      </Title>
      <Table>
        <Table.Tbody>
          {Object.entries(value).map(([key, item]) => (
            <Table.Tr key={key}>
              <Table.Td w={200}>
                <span className="kv-code">{key}</span>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <code className="kv-raw">{typeof item === 'string' ? item : JSON.stringify(item)}</code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

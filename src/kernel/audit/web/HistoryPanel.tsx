import { useIntl } from 'react-intl';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { History, Paper, Text, Title } from '#foundation/web/ui/index.ts';
import { listHistory } from '../contract/history.ts';

/** What happened to a record, beside the record itself. */
export default function HistoryPanel({ subject }: { subject: { readonly kind: string; readonly id: string } }) {
  const t = useT();
  const intl = useIntl();
  const may = useCan(listHistory.name);
  const list = useAsk(listHistory, { kind: subject.kind, id: subject.id }, { enabled: may });
  if (!may || list.error) return null;
  const moment = (text: string) =>
    intl.formatDate(text, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const rows = list.data?.rows ?? [];
  return (
    <Paper p="md">
      <Title order={2} mb="md">
        {t('audit.history')}
      </Title>
      {list.data && rows.length === 0 && <Text c="dimmed">{t('audit.no-history')}</Text>}
      <History
        items={rows.map((row) => ({
          id: row.id,
          title: t(`command.${row.name}`),
          by: row.releasedBy === null ? row.actorName : t('audit.released-by', { actor: row.actorName, by: row.releasedBy }),
          // Both times where they differ: when it happened and when it arrived.
          at:
            Math.abs(Date.parse(row.recordedAt) - Date.parse(row.occurredAt)) > 120_000
              ? `${moment(row.occurredAt)} · ${t('audit.arrived', { at: moment(row.recordedAt) })}`
              : moment(row.occurredAt),
          refused: row.state !== 'applied',
          ...(row.state === 'applied' ? {} : { detail: <Text size="sm">{t(`audit.state-${row.state}`)}</Text> }),
        }))}
      />
    </Paper>
  );
}

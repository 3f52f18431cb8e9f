import { Link } from '@tanstack/react-router';
import type { RecordPanel } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, Text } from '#foundation/web/ui/index.ts';
import { listExceptions } from '../contract/exceptions.ts';
import { useKindWords } from './words.ts';

/** What does not fit about a record and waits for somebody, said where one works on it; each leads to what it means and how it ends. */
const OpenExceptions: RecordPanel = ({ subject }) => {
  const t = useT();
  const words = useKindWords();
  const may = useCan(listExceptions.name);
  const open = useAsk(listExceptions, { subjectKind: subject.kind, subjectId: subject.id, limit: 20 }, { enabled: may });
  const rows = open.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Alert color="person" title={t('exceptions.open-here', { count: rows.length })} my="sm">
      {rows.map((row) => (
        <Text key={row.id} size="sm">
          <Link to={`/exceptions/${row.id}`} className="kv-opens">
            {words(row.kind, row.figures)}
          </Link>
        </Text>
      ))}
    </Alert>
  );
};
export default OpenExceptions;

import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, List } from '#foundation/web/ui/index.ts';
import { findDuplicates } from '../contract/organisations.ts';
import { nameOf } from './names.ts';

/** Organisations that may be the one being written. */
export function Duplicates({ names, numbers, butNot }: { names: readonly string[]; numbers: readonly string[]; butNot?: string }) {
  const t = useT();
  const asked = useSettled(JSON.stringify([names.filter((name) => name.trim().length > 2), numbers.filter((number) => number.length > 2)]));
  const [askedNames, askedNumbers] = JSON.parse(asked) as [string[], string[]];
  const input = { names: askedNames.slice(0, 60), numbers: askedNumbers.slice(0, 20), ...(butNot ? { butNot } : {}) };
  const enabled = useCan(findDuplicates.permission) && askedNames.length + askedNumbers.length > 0;
  const rows = useAsk(findDuplicates, input, { enabled, keepPrevious: true }).data?.rows ?? [];
  if (!enabled || rows.length === 0) return null;
  return (
    <Alert color="waiting" title={t('orgs.duplicates', { count: rows.length })} role="status">
      <List size="sm">
        {rows.map((row) => (
          <List.Item key={row.id}>
            <Link to={`/orgs/${row.id}`} className="kv-opens" target="_blank">
              <bdi>{nameOf(row)}</bdi>
            </Link>{' '}
            ({t(`orgs.role-${row.kind}`)}): {t(`orgs.because-${row.because}`, { found: row.found })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** The value once it has stood still for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

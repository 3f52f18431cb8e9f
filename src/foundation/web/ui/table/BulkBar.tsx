import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { BulkPreview } from './BulkPreview.tsx';
import type { BulkAction } from './types.ts';

/** What can be done to all chosen rows; nothing is done before it was shown. */
export function BulkBar<Row>({
  actions,
  rows,
  onClear,
}: {
  actions: readonly BulkAction<Row>[];
  rows: readonly Row[];
  onClear: () => void;
}) {
  const t = useT();
  const session = useSession();
  // The rows are held while the preview is open: a list that refreshes itself must not change what is agreed to. The action
  // is the page's own of now, which says what has been chosen since.
  const [asked, setAsked] = useState<{ command: string; rows: readonly Row[] } | null>(null);
  const action = actions.find(({ command }) => command.name === asked?.command);
  const allowed = actions.filter((action) => session.can(action.command.name));
  return (
    <>
      {rows.length > 0 && (
        <Paper className="kv-bulk kv-noprint" shadow="md" p="xs" role="region" aria-label={t('ui.selected')}>
          <Group gap="sm">
            <Text fw={600} aria-live="polite">
              {t('ui.selected-count', { count: rows.length })}
            </Text>
            {allowed.map((one) => (
              <Button
                key={one.command.name}
                size="xs"
                variant={one.grave ? 'outline' : 'filled'}
                color={one.grave ? 'person' : 'lake'}
                onClick={() => setAsked({ command: one.command.name, rows })}
              >
                {t(`command.${one.command.name}`)}…
              </Button>
            ))}
            <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
              {t('ui.select-none')}
            </Button>
          </Group>
        </Paper>
      )}
      {asked && action && (
        <BulkPreview<Row>
          action={action}
          rows={asked.rows}
          onClose={(done) => {
            setAsked(null);
            if (done) onClear();
          }}
        />
      )}
    </>
  );
}

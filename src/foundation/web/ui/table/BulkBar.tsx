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
  // The rows are held while the preview is open: a list that refreshes itself must not change what is agreed to.
  const [asked, setAsked] = useState<{ action: BulkAction<Row>; rows: readonly Row[] } | null>(null);
  const allowed = actions.filter((action) => session.can(action.command.name));
  return (
    <>
      {rows.length > 0 && (
        <Paper className="kv-bulk kv-noprint" shadow="md" p="xs" role="region" aria-label={t('ui.selected')}>
          <Group gap="sm">
            <Text fw={600} aria-live="polite">
              {t('ui.selected-count', { count: rows.length })}
            </Text>
            {allowed.map((action) => (
              <Button
                key={action.command.name}
                size="xs"
                variant={action.grave ? 'outline' : 'filled'}
                color={action.grave ? 'person' : 'lake'}
                onClick={() => setAsked({ action, rows })}
              >
                {t(`command.${action.command.name}`)}…
              </Button>
            ))}
            <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
              {t('ui.select-none')}
            </Button>
          </Group>
        </Paper>
      )}
      {asked && (
        <BulkPreview<Row>
          {...asked}
          onClose={(done) => {
            setAsked(null);
            if (done) onClear();
          }}
        />
      )}
    </>
  );
}

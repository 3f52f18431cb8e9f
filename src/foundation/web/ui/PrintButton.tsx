import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useTellProblem } from './tell-problem.ts';

/** Fetches a paper of a room as PDF: the record or map that is on the screen. */
export function PrintButton({ paper, input }: { paper: string; input: Readonly<Record<string, unknown>> }) {
  const t = useT();
  const client = useClient();
  const tellProblem = useTellProblem();
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    await client.print(paper, input).catch(tellProblem);
    setBusy(false);
  };
  return (
    <Button variant="default" loading={busy} leftSection={<IconPrinter size={16} stroke={1.75} />} onClick={() => void print()}>
      {t('ui.print-paper')}
    </Button>
  );
}

import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Alert, Button, Group, ListTable, Modal, Page, ProblemNotice, Stack, Status, Text, tell } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { askErasure, decideErasure, listErasures } from '../contract/erasure.ts';
import type { ErasureRow } from '../contract/erasure.ts';
import { AskErasureDialog } from './AskErasureDialog.tsx';

const tones: Readonly<Record<ErasureRow['state'], StatusTone>> = { asked: 'waiting', erased: 'stopped', kept: 'settled' };

/** Who is to be forgotten: one person has asked, a second one decides. */
export default function ErasuresPage() {
  const t = useT();
  const [open, setOpen] = useState<ErasureRow | null>(null);
  const [asking, setAsking] = useState(false);
  const mayAsk = useCan(askErasure.name);
  return (
    <Page
      title={t('page.people.erasures')}
      subtitle={t('people.erasures-text')}
      actions={mayAsk && <Button onClick={() => setAsking(true)}>{t('command.people.ask-erasure')}</Button>}
    >
      <ListTable<ErasureRow>
        query={listErasures}
        rowKey={(row) => row.id}
        columns={['number', 'ground', 'state', 'askedBy', 'askedAt', 'decidedBy', 'decidedAt']}
        onOpen={setOpen}
        cells={{
          ground: (row) => t(`people.erasure-ground-${row.ground}`),
          state: (row) => <Status tone={tones[row.state]}>{t(`people.erasure-state-${row.state}`)}</Status>,
        }}
        columnFilters={{
          state: {
            kind: 'choice',
            field: 'state',
            choices: (['asked', 'erased', 'kept'] as const).map((value) => ({ value, label: t(`people.erasure-state-${value}`) })),
          },
        }}
        empty={{ title: t('people.no-erasures'), text: t('people.no-erasures-text') }}
      />
      {open && <DecideDialog row={open} onClose={() => setOpen(null)} />}
      {asking && <AskErasureDialog onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** What is lost is named before it is lost. */
function DecideDialog({ row, onClose }: { row: ErasureRow; onClose: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(decideErasure);
  const decide = async (decision: 'erase' | 'keep') => {
    const outcome = await send({ erasureId: row.id, decision });
    if (outcome?.state !== 'applied') return;
    tell(t(decision === 'erase' ? 'people.erasure-done' : 'people.erasure-kept'));
    onClose();
  };
  const may = row.abilities.includes(decideErasure.name);
  return (
    <Modal opened onClose={onClose} title={t('people.erasure-title', { number: row.number })}>
      <Stack>
        <Text>
          {t(`people.erasure-ground-${row.ground}`)} · {row.askedBy}
        </Text>
        {row.reason && <Text dir="auto">{row.reason}</Text>}
        {problem && <ProblemNotice problem={problem} />}
        {row.state === 'asked' && <Alert color="person">{t('people.erasure-lost')}</Alert>}
        {row.state === 'asked' && row.mine && <Text c="waiting">{t('problem.people.erasure-second-person')}</Text>}
        <Group>
          {may && (
            <>
              <Button color="person" loading={busy} onClick={() => void decide('erase')}>
                {t('people.erasure-erase')}
              </Button>
              <Button variant="default" loading={busy} onClick={() => void decide('keep')}>
                {t('people.erasure-keep')}
              </Button>
            </>
          )}
          <Button variant="default" onClick={onClose}>
            {t(may ? 'ui.cancel' : 'ui.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

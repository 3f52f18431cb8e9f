import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  CommandForm,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  When,
} from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import { getSealed, listSealed, moveSealed } from '../../contract/feedback/sealed.ts';
import type { SealedRow, SealedState } from '../../contract/feedback/sealed.ts';
import { mayMove } from '../../domain/feedback/feedback.ts';
import { nameIn } from '../words.tsx';
import { FocalPoints } from './FocalPoints.tsx';

const tones: Readonly<Record<SealedState, StatusTone>> = {
  restricted: 'person',
  focal_point: 'waiting',
  external_investigation: 'waiting',
  closed: 'stopped',
};

/** Sealed reports, to focal points alone: everybody else finds this page empty. */
export default function SealedPage() {
  const t = useT();
  const reports = useAsk(listSealed, { limit: 200 });
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Page title={t('page.assistance.sealed')} subtitle={t('assistance.sealed-text')}>
      {reports.error && <ProblemNotice problem={reports.error.body} />}
      {reports.isPending && <Waiting />}
      {reports.data?.rows.length === 0 && (
        <Alert color="stopped" title={t('assistance.no-sealed')}>
          {t('assistance.no-sealed-text')}
        </Alert>
      )}
      <Stack>
        {reports.data?.rows.map((row) => (
          <Report key={row.id} row={row} onOpen={() => setOpen(row.id)} />
        ))}
      </Stack>
      <FocalPoints />
      {open && (
        <Modal opened onClose={() => setOpen(null)} title={t('assistance.sealed-report')} size="lg">
          <Detail reportId={open} onDone={() => void reports.refetch()} />
        </Modal>
      )}
    </Page>
  );
}

function Report({ row, onOpen }: { row: SealedRow; onOpen: () => void }) {
  const t = useT();
  return (
    <Paper p="md">
      <Group justify="space-between">
        <Stack gap={2}>
          <Text fw={600}>{t(`assistance.category-${row.category}`)}</Text>
          <Text size="sm" c="dimmed">
            <When at={row.receivedAt} />
            {row.siteNames && (
              <>
                {' · '}
                <bdi>{nameIn(row.siteNames)}</bdi>
              </>
            )}
          </Text>
        </Stack>
        <Group gap="xs">
          {row.overdue && <Status tone="person">{t('assistance.overdue')}</Status>}
          <Status tone={tones[row.state]}>{t(`assistance.sealed-state-${row.state}`)}</Status>
          <Button variant="default" onClick={onOpen}>
            {t('assistance.open-sealed')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

function Detail({ reportId, onDone }: { reportId: string; onDone: () => void }) {
  const t = useT();
  const found = useAsk(getSealed, { reportId });
  if (found.error) return <ProblemNotice problem={found.error.body} />;
  if (!found.data) return <Waiting />;
  const at = found.data;
  const next = (['focal_point', 'external_investigation', 'closed'] as const).filter((state) => mayMove(at.state, state));
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('assistance.read-is-logged')}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap' }} dir="auto">
        {at.words ?? t('assistance.words-erased')}
      </Text>
      <Text size="sm">
        {t('assistance.contact')}: <bdi>{at.anonymous ? t('assistance.is-anonymous') : (at.contact ?? '–')}</bdi> ·{' '}
        {t('assistance.reference')}: <span className="kv-code">{at.reference}</span>
      </Text>
      {at.acts.length > 0 && <Title order={3}>{t('assistance.acts')}</Title>}
      {at.acts.map((act) => (
        <Text key={act.id} size="sm">
          <Status tone={tones[act.state]}>{t(`assistance.sealed-state-${act.state}`)}</Status> <bdi>{act.by}</bdi>, <When at={act.at} />
          {act.note && (
            <>
              {': '}
              <bdi>{act.note}</bdi>
            </>
          )}
        </Text>
      ))}
      {next.length > 0 && (
        <CommandForm
          key={at.version}
          def={moveSealed}
          fixed={{ actId: newId(), reportId, version: at.version }}
          initial={{ state: next[0], note: '' }}
          fields={[
            {
              name: 'state',
              kind: 'choice',
              label: t('assistance.next-step'),
              required: true,
              choices: next.map((value) => ({ value, label: t(`assistance.sealed-state-${value}`) })),
            },
            { name: 'note', kind: 'long', label: t('field.note') },
          ]}
          onDone={() => {
            void found.refetch();
            onDone();
          }}
        />
      )}
    </Stack>
  );
}

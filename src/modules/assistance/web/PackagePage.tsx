import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  TextInput,
  Title,
  Waiting,
  When,
  crumb,
  Lines,
} from '#foundation/web/ui/index.ts';
import { getPackage, retirePackage, revisePackage } from '../contract/packages.ts';
import { PackageLinesField, lineDraft, lineInput } from './PackageLines.tsx';
import { nameIn, useWords } from './words.tsx';

/** One package: what it holds now, and what it held before. */
export default function PackagePage() {
  const t = useT();
  const navigate = useNavigate();
  const { packageId } = useParams({ strict: false }) as { packageId: string };
  const found = useAsk(getPackage, { packageId });
  const [asking, setAsking] = useState<'revise' | 'retire' | null>(null);
  if (found.error)
    return (
      <Page title={t('page.assistance.package')}>
        <ProblemNotice problem={found.error.body} retry={() => void found.refetch()} />
      </Page>
    );
  if (!found.data) return <Waiting />;
  const at = found.data;
  const may = (name: string) => at.abilities.includes(name);
  const done = () => {
    setAsking(null);
    void found.refetch();
  };
  return (
    <Page
      title={<bdi>{nameIn(at.names)}</bdi>}
      subtitle={<span className="kv-code">{at.code}</span>}
      crumbs={[crumb(t('page.assistance.packages'), '/assistance/packages', navigate)]}
      actions={
        <>
          {may(retirePackage.name) && (
            <Button variant="default" onClick={() => setAsking('retire')}>
              {t('command.assistance.retire-package')}
            </Button>
          )}
          {may(revisePackage.name) && <Button onClick={() => setAsking('revise')}>{t('command.assistance.revise-package')}</Button>}
        </>
      }
    >
      {at.versions.map((version) => (
        <Version key={version.version} of={version} />
      ))}
      <RecordPanels subject={{ kind: 'assistance-package', id: packageId }} />
      {asking === 'revise' && <ReviseDialog of={at} onClose={() => setAsking(null)} onDone={done} />}
      {asking === 'retire' && (
        <Modal opened onClose={() => setAsking(null)} title={t('command.assistance.retire-package')}>
          <CommandForm
            def={retirePackage}
            fixed={{ packageId }}
            initial={{ reason: '' }}
            fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
            onCancel={() => setAsking(null)}
            onDone={done}
          />
        </Modal>
      )}
    </Page>
  );
}

type Found = NonNullable<ReturnType<typeof useAsk<typeof getPackage.input, typeof getPackage.output>>['data']>;

function Version({ of }: { of: Found['versions'][number] }) {
  const t = useT();
  const { qty } = useWords();
  return (
    <Paper p="md">
      <Title order={2}>{t('assistance.version', { version: of.version })}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        <bdi>{of.by}</bdi>, <When at={of.at} />
        {of.note && (
          <>
            {' · '}
            <bdi>{of.note}</bdi>
          </>
        )}
      </Text>
      <Lines
        label={t('assistance.version', { version: of.version })}
        rows={of.lines}
        rowKey={(line) => `${line.item.id} ${line.fromSize}`}
        columns={[
          { key: 'item', title: t('assistance.item'), cell: (line) => <bdi>{nameIn(line.item.names)}</bdi> },
          {
            key: 'sizes',
            title: t('assistance.sizes'),
            cell: (line) =>
              line.toSize !== null
                ? t('assistance.sizes-between', { from: line.fromSize, to: line.toSize })
                : line.fromSize === 1
                  ? t('assistance.sizes-all')
                  : t('assistance.sizes-from', { from: line.fromSize }),
          },
          { key: 'qty', title: t('assistance.per-household'), number: true, cell: (line) => qty(line.qty, line.item.unit) },
        ]}
      />
    </Paper>
  );
}

function ReviseDialog({ of, onClose, onDone }: { of: Found; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [lines, setLines] = useState<readonly ReturnType<typeof lineDraft>[]>(() =>
    (of.versions[0]?.lines ?? []).map((line) =>
      lineDraft({ itemId: line.item.id, qty: line.qty, fromSize: line.fromSize, toSize: line.toSize ?? undefined }),
    ),
  );
  const [note, setNote] = useState('');
  const { send, busy, problem } = useSend(revisePackage);
  const parsed = revisePackage.input.safeParse({ packageId: of.id, version: of.version, note, lines: lineInput(lines) });
  const save = async () => {
    if (!parsed.success) return;
    const outcome = await send(parsed.data);
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.revise-package')} size="lg">
      <Stack>
        <Text size="sm">{t('assistance.revise-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <PackageLinesField start={lines} onChange={setLines} />
        <TextInput
          label={t('field.reason')}
          withAsterisk
          dir="auto"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group>
          <Button loading={busy} disabled={!parsed.success} onClick={() => void save()}>
            {t('command.assistance.revise-package')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

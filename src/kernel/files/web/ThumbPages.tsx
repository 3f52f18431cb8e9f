import { useState } from 'react';
import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem, useAsk, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  FileViewer,
  Group,
  Lines,
  Modal,
  ProblemNotice,
  Stack,
  Text,
  Textarea,
  Title,
  When,
} from '#foundation/web/ui/index.ts';
import { deleteThumbPage, keepThumbPage, listThumbPages, openThumbPage, setThumbTerm, wentWithRecord } from '../contract/thumb-pages.ts';
import { SendFile } from './SendFile.tsx';

type Subject = z.input<typeof listThumbPages.input>['subject'];
type Row = z.output<typeof listThumbPages.output>['rows'][number];
type Asked = { readonly what: 'open' | 'delete'; readonly row: Row } | { readonly what: 'term' };

/** Pages with thumb-marks of one record: that they are here, who opened them, and when they are gone; the picture only with a reason. */
export function ThumbPages({ subject }: { subject: Subject }) {
  const t = useT();
  const pages = useAsk(listThumbPages, { subject });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [shown, setShown] = useState<{ url: string; mediaType: string } | null>(null);
  if (pages.error || !pages.data) return null;
  const { days, rows, abilities } = pages.data;
  const again = () => {
    setAsked(null);
    void pages.refetch();
  };
  return (
    <Stack gap="xs" mt="lg">
      <Title order={3}>{t('files.thumb-pages')}</Title>
      <Text size="sm" c="dimmed" maw={700}>
        {t('files.thumb-pages-text', { days })}
      </Text>
      <Group>
        {abilities.includes(keepThumbPage.name) && <Add subject={subject} onDone={again} />}
        {abilities.includes(setThumbTerm.name) && (
          <Button variant="subtle" onClick={() => setAsked({ what: 'term' })}>
            {t('command.files.set-thumb-term')}
          </Button>
        )}
      </Group>
      {rows.length > 0 && <Rows rows={rows} onAsk={setAsked} />}
      {asked?.what === 'open' && (
        <OpenDialog
          row={asked.row}
          onClose={() => setAsked(null)}
          onShown={(picture) => {
            setShown(picture);
            again();
          }}
        />
      )}
      {asked?.what === 'delete' && (
        <Modal opened onClose={() => setAsked(null)} title={t('command.files.delete-thumb-page')}>
          <CommandForm
            def={deleteThumbPage}
            fixed={{ pageId: asked.row.id }}
            initial={{}}
            fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
            onDone={again}
            onCancel={() => setAsked(null)}
          />
        </Modal>
      )}
      {asked?.what === 'term' && (
        <Modal opened onClose={() => setAsked(null)} title={t('command.files.set-thumb-term')}>
          <CommandForm
            def={setThumbTerm}
            initial={{ days }}
            fields={[{ name: 'days', kind: 'number', label: t('files.thumb-days'), hint: t('files.thumb-days-hint'), required: true }]}
            onDone={again}
            onCancel={() => setAsked(null)}
          />
        </Modal>
      )}
      {shown && (
        <FileViewer
          url={shown.url}
          name={t('files.thumb-page')}
          mediaType={shown.mediaType}
          onClose={() => {
            URL.revokeObjectURL(shown.url);
            setShown(null);
          }}
        />
      )}
    </Stack>
  );
}

function Rows({ rows, onAsk }: { rows: readonly Row[]; onAsk: (asked: Asked) => void }) {
  const t = useT();
  return (
    <Lines
      label={t('files.thumb-pages')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'kept',
          title: t('files.thumb-kept'),
          wraps: true,
          cell: (row) => (
            <>
              <bdi>{row.keptBy}</bdi>, <When at={row.keptAt} />
            </>
          ),
        },
        {
          key: 'until',
          title: t('files.thumb-until'),
          wraps: true,
          cell: (row) =>
            row.deletedAt ? (
              <Text size="sm" c="dimmed">
                {t(row.deletedBy ? 'files.thumb-deleted-by' : 'files.thumb-deleted', {
                  who: row.deletedBy ?? '',
                  why: row.deletedWhy === wentWithRecord ? t(wentWithRecord) : (row.deletedWhy ?? ''),
                })}{' '}
                <When at={row.deletedAt} />
              </Text>
            ) : (
              <When at={row.deleteAt} />
            ),
        },
        {
          key: 'opened',
          title: t('files.thumb-opened'),
          wraps: true,
          cell: (row) => (
            <>
              {t('files.thumb-times', { count: row.opened })} {row.openedAt && <When at={row.openedAt} />}
            </>
          ),
        },
        {
          key: 'act',
          title: '',
          cell: (row) => (
            <Group gap="xs" wrap="nowrap">
              {row.abilities.includes(openThumbPage.name) && (
                <Button size="xs" variant="default" onClick={() => onAsk({ what: 'open', row })}>
                  {t('query.files.open-thumb-page')}
                </Button>
              )}
              {row.abilities.includes(deleteThumbPage.name) && (
                <Button size="xs" variant="subtle" color="person" onClick={() => onAsk({ what: 'delete', row })}>
                  {t('files.thumb-delete')}
                </Button>
              )}
            </Group>
          ),
        },
      ]}
    />
  );
}

/** The reason stands in the read log before the picture is here. */
function OpenDialog({
  row,
  onClose,
  onShown,
}: {
  row: Row;
  onClose: () => void;
  onShown: (picture: { url: string; mediaType: string }) => void;
}) {
  const t = useT();
  const client = useClient();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const open = async () => {
    try {
      const { mediaType, bytes } = await client.ask(openThumbPage, { pageId: row.id, reason });
      const raw = Uint8Array.from(atob(bytes), (sign) => sign.codePointAt(0)!);
      onShown({ url: URL.createObjectURL(new Blob([raw], { type: mediaType })), mediaType });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('query.files.open-thumb-page')}>
      <Stack>
        <Text size="sm">{t('files.thumb-open-text')}</Text>
        {problem && <ProblemNotice problem={problem} />}
        <Textarea label={t('field.reason')} required dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Group>
          <Button disabled={reason.trim().length < 3} onClick={() => void open()}>
            {t('query.files.open-thumb-page')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Add({ subject, onDone }: { subject: Subject; onDone: () => void }) {
  const t = useT();
  const { send, problem } = useSend(keepThumbPage);
  return (
    <SendFile
      label={t('command.files.keep-thumb-page')}
      accept="image/*,application/pdf"
      // Not under the sender's own name for it: that may say whose marks they are.
      called="page"
      problem={problem}
      onSent={async ({ id: fileId }) => {
        const outcome = await send({ id: newId(), subject, fileId });
        if (outcome?.state === 'applied') onDone();
      }}
    />
  );
}

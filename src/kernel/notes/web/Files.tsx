import { useRef, useState } from 'react';
import { Anchor, Button, FileViewer, Group, Paper, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import { ClientProblem, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { attachFile, removeAttachment } from '../contract/notes.ts';
import type { Subject, getNotes } from '../contract/notes.ts';

type Attachment = (typeof getNotes)['output']['_output']['attachments'][number];

/** Files of a record: open, add, take off. */
export function Files({
  subject,
  files,
  mayAdd,
  onChange,
}: {
  subject: Subject;
  files: readonly Attachment[];
  mayAdd: boolean;
  onChange: () => void;
}) {
  const t = useT();
  const client = useClient();
  const [looked, setLooked] = useState<Attachment | null>(null);
  return (
    <Stack gap="xs">
      {files.map((file) => (
        <Paper key={file.id} p="sm">
          <Group justify="space-between">
            <Anchor
              href={client.fileUrl(file.fileId)}
              onClick={(event) => {
                event.preventDefault();
                setLooked(file);
              }}
            >
              <bdi>{file.name ?? t('notes.erased')}</bdi>
            </Anchor>
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                <bdi>{file.addedBy}</bdi>
              </Text>
              {file.abilities.includes(removeAttachment.name) && <Remove id={file.id} onGone={onChange} />}
            </Group>
          </Group>
        </Paper>
      ))}
      {looked && (
        <FileViewer
          url={client.fileUrl(looked.fileId)}
          name={looked.name ?? t('notes.erased')}
          mediaType={looked.mediaType}
          onClose={() => setLooked(null)}
        />
      )}
      {mayAdd && <Add subject={subject} onDone={onChange} label={t('notes.attach')} />}
    </Stack>
  );
}

function Remove({ id, onGone }: { id: string; onGone: () => void }) {
  const t = useT();
  const { send, busy } = useSend(removeAttachment);
  return (
    <Button size="compact-xs" variant="subtle" color="gray" loading={busy} onClick={() => void send({ id }).then(onGone)}>
      {t('notes.detach')}
    </Button>
  );
}

function Add({ subject, onDone, label }: { subject: Subject; onDone: () => void; label: string }) {
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const { send, problem } = useSend(attachFile);
  const [state, setState] = useState<{ busy: boolean; problem: ProblemBody | null }>({ busy: false, problem: null });
  const attach = async (file: File) => {
    setState({ busy: true, problem: null });
    try {
      const stored = await client.upload(file, file.name);
      const outcome = await send({ id: newId(), subject, fileId: stored.id, name: file.name });
      if (outcome?.state === 'applied') onDone();
      setState({ busy: false, problem: null });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setState({ busy: false, problem: error.body });
    }
  };
  const shown = state.problem ?? problem;
  return (
    <>
      {shown && <ProblemNotice problem={shown} />}
      <input
        ref={picker}
        type="file"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void attach(file);
        }}
      />
      <Group>
        <Button variant="default" loading={state.busy} onClick={() => picker.current?.click()}>
          {label}
        </Button>
      </Group>
    </>
  );
}

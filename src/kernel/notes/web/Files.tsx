import { useState } from 'react';
import { Anchor, Button, FileViewer, Group, Paper, Stack, Text } from '#foundation/web/ui/index.ts';
import { useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { newId } from '#foundation/ids.ts';
import { SendFile } from '#kernel/files/web/index.ts';
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
  const { send, problem } = useSend(attachFile);
  return (
    <Group>
      <SendFile
        label={label}
        problem={problem}
        onSent={async ({ id: fileId, name }) => {
          const outcome = await send({ id: newId(), subject, fileId, name });
          if (outcome?.state === 'applied') onDone();
        }}
      />
    </Group>
  );
}

import { useClient, useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Text } from '#foundation/web/ui/index.ts';
import { getNotes } from '#kernel/notes/contract/notes.ts';

/** What was signed at a hand-over, for who may read the files of it; it comes after the hand-over, when the line allows. */
export function Signature({ handoverId }: { handoverId: string }) {
  const t = useT();
  const client = useClient();
  const may = useCan(getNotes.permission);
  const asked = useAsk(getNotes, { subject: { kind: 'assistance-handover', id: handoverId } }, { enabled: may });
  if (!may || !asked.data) return null;
  const files = asked.data.attachments;
  if (files.length === 0) return <Text size="sm">{t('assistance.signature-to-come')}</Text>;
  return files.map((file) => (
    <img
      key={file.id}
      src={client.fileUrl(file.fileId)}
      alt={t('assistance.signature')}
      style={{ width: '100%', maxWidth: 360, border: '1px solid var(--kv-line)', borderRadius: 6, background: '#fff' }}
    />
  ));
}

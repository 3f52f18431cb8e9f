import { useAsk, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Anchor, Stack, Text } from '#foundation/web/ui/index.ts';
import { useCan } from '#foundation/web/session.ts';
import { getNotes } from '#kernel/notes/contract/notes.ts';

interface Subject {
  readonly kind: string;
  readonly id: string;
}
export interface PagesOf {
  readonly subject: Subject;
  /** A second record by whose code pages may have come back. */
  readonly other?: Subject;
  /** Pictures that were told with the figures. */
  readonly photos: readonly string[];
}

/** The signed pages that came back by their codes, and what was photographed with the figures: large enough to read. */
export function SignedPages({ subject, other, photos }: PagesOf) {
  const t = useT();
  const client = useClient();
  const enabled = useCan(getNotes.permission);
  const own = useAsk(getNotes, { subject }, { enabled });
  const more = useAsk(getNotes, { subject: other ?? subject }, { enabled: enabled && other !== undefined });
  const pages = [...(own.data?.attachments ?? []), ...(other ? (more.data?.attachments ?? []) : [])];
  const pictures = [...new Set([...photos, ...pages.filter(isPicture).map((page) => page.fileId)])];
  const others = pages.filter((page) => !isPicture(page));
  if (pictures.length + others.length === 0) return <Text c="dimmed">{t('supply.paper-no-pages')}</Text>;
  return (
    <Stack gap="xs" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
      {pictures.map((id) => (
        <a key={id} href={client.fileUrl(id)} target="_blank" rel="noreferrer" title={t('supply.open-photo')}>
          <img src={client.fileUrl(id)} alt={t('supply.photo-alt')} style={{ width: '100%', borderRadius: 6, display: 'block' }} />
        </a>
      ))}
      {others.map((page) => (
        <Anchor key={page.id} href={client.fileUrl(page.fileId)} target="_blank" rel="noreferrer">
          <bdi>{page.name}</bdi>
        </Anchor>
      ))}
    </Stack>
  );
}

const isPicture = (page: { readonly mediaType: string }) => page.mediaType.startsWith('image/');

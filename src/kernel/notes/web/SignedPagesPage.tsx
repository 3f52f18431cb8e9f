import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Page, Paper, Stack, Text } from '#foundation/web/ui/index.ts';
import { PageCard } from './PageCard.tsx';

interface Sent {
  readonly id: string;
  readonly file: File;
  readonly thumbs: boolean;
}

/** Signed and stamped papers come back as pictures, many at once; each finds its record by the code on it. */
export default function SignedPagesPage() {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [thumbs, setThumbs] = useState(false);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const take = (files: FileList | null) => {
    const more = Array.from(files ?? [], (file) => ({ id: newId(), file, thumbs }));
    setSent((before) => [...more, ...before]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Page title={t('page.notes.signed-pages')} subtitle={t('notes.page-text')}>
      <Paper p="lg">
        <Stack
          align="center"
          gap="xs"
          p="xl"
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          style={{ border: `2px dashed ${over ? 'var(--mantine-color-lake-6)' : 'var(--kv-line)'}`, borderRadius: 8 }}
        >
          <Text ta="center">{t('notes.page-drop')}</Text>
          <Checkbox
            label={t('files.thumb-marks')}
            description={t('files.thumb-marks-hint')}
            checked={thumbs}
            onChange={(event) => setThumbs(event.currentTarget.checked)}
          />
          <Button onClick={() => picker.current?.click()}>{t('notes.page-choose')}</Button>
          <input
            ref={picker}
            type="file"
            hidden
            multiple
            accept="image/*,application/pdf"
            aria-label={t('notes.page-choose')}
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </Stack>
      </Paper>
      {sent.length === 0 ? (
        <Text c="dimmed">{t('notes.pages-empty')}</Text>
      ) : (
        <Stack gap="sm">
          {sent.map(({ id, file, thumbs: marked }) => (
            <PageCard key={id} file={file} thumbs={marked} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

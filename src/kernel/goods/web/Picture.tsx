import { useRef, useState } from 'react';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, FileViewer, Group, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import type { ProblemBody } from '#foundation/problem.ts';

/** A small picture beside a name. */
export function Picture({ fileId, size }: { fileId: string; size: number }) {
  const url = useClient().fileUrl(fileId);
  return (
    <img
      src={`${url}${url.includes('?') ? '&' : '?'}size=thumb`}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      style={{ objectFit: 'cover', borderRadius: 4, verticalAlign: 'middle' }}
    />
  );
}

/** The picture of a record; it opens large. */
export function LargePicture({ fileId, name }: { fileId: string; name: string }) {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const url = client.fileUrl(fileId);
  return (
    <>
      <button type="button" className="kv-plain" onClick={() => setOpen(true)} style={{ padding: 0, border: 0, background: 'none' }}>
        <img src={url} alt={name} style={{ maxWidth: '100%', maxHeight: 320, borderRadius: 6, display: 'block' }} />
      </button>
      {open && <FileViewer url={url} name={name} mediaType="image/jpeg" onClose={() => setOpen(false)} />}
    </>
  );
}

/** Takes a picture for a form: it is sent at once, the form keeps its id. */
export function PictureField({ label, value, onChange }: { label: string; value: unknown; onChange: (id: unknown) => void }) {
  const t = useT();
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const fileId = typeof value === 'string' && value !== '' ? value : null;
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    try {
      onChange((await client.upload(file, file.name)).id);
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {fileId && <img src={client.fileUrl(fileId)} alt="" style={{ maxWidth: 240, maxHeight: 160, borderRadius: 6 }} />}
      {problem && <ProblemNotice problem={problem} />}
      <Group gap="xs">
        <input ref={picker} type="file" accept="image/*" hidden onChange={(event) => void take(event.currentTarget.files?.[0])} />
        <Button variant="default" loading={busy} onClick={() => picker.current?.click()}>
          {t(fileId ? 'goods.other-picture' : 'goods.choose-picture')}
        </Button>
        {fileId && (
          <Button variant="subtle" onClick={() => onChange('')}>
            {t('goods.no-picture')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

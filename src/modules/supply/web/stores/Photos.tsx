import { useRef, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, FileViewer, Group, ProblemNotice, Stack } from '#foundation/web/ui/index.ts';

/** Pictures that were taken, small; each opens. */
export function PhotoRow({ photos }: { photos: readonly string[] }) {
  const t = useT();
  const client = useClient();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Group gap="xs">
      {photos.map((id, index) => (
        <button
          key={id}
          type="button"
          aria-label={t('supply.photo', { n: index + 1 })}
          style={{ padding: 0, border: 0, background: 'none', cursor: 'pointer' }}
          onClick={() => setOpen(id)}
        >
          <img src={client.fileUrl(id)} alt="" width={72} height={72} style={{ objectFit: 'cover', borderRadius: 6 }} />
        </button>
      ))}
      {open && (
        <FileViewer
          url={client.fileUrl(open)}
          name={t('supply.photo', { n: photos.indexOf(open) + 1 })}
          mediaType="image/jpeg"
          onClose={() => setOpen(null)}
        />
      )}
    </Group>
  );
}

/** Takes pictures with the camera or from a folder; each is sent at once, so that only its number travels with the form. */
export function PhotoField({ photos, onChange }: { photos: readonly string[]; onChange: (photos: string[]) => void }) {
  const t = useT();
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ busy: boolean; problem: ProblemBody | null }>({ busy: false, problem: null });
  const add = async (files: readonly File[]) => {
    setState({ busy: true, problem: null });
    try {
      const sent: string[] = [];
      for (const file of files) sent.push((await client.upload(file, file.name)).id);
      onChange([...photos, ...sent]);
      setState({ busy: false, problem: null });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setState({ busy: false, problem: error.body });
    }
  };
  return (
    <Stack gap="xs">
      {state.problem && <ProblemNotice problem={state.problem} />}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) void add(files);
        }}
      />
      <PhotoRow photos={photos} />
      <Button variant="default" loading={state.busy} style={{ alignSelf: 'start' }} onClick={() => picker.current?.click()}>
        {t('supply.add-photos')}
      </Button>
    </Stack>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import type { Language } from '#foundation/web/session.ts';
import { Button, Group, Paper, ProblemNotice, Select, Stack, Text, useUrlState } from '#foundation/web/ui/index.ts';
import { stageFile } from '../contract/imports.ts';
import type { listKinds } from '../contract/imports.ts';
import { sendSheet, templateUrl } from './send.ts';

type Kind = (typeof listKinds)['output']['_output']['rows'][number];

/** Choose what is brought, take its template, drop the sheet. */
export function SendSheet({ kinds }: { kinds: readonly Kind[] }) {
  const t = useT();
  const { mission } = useSession();
  const [url, setUrl] = useUrlState();
  const kind = kinds.find((one) => one.kind === url.get('kind')) ?? kinds[0]!;
  const needed = kind.columns.filter((column) => column.required).map((column) => t(`import.${kind.kind}.${column.key}`));
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Group align="flex-end" gap="md">
          <Select
            label={t('imports.what')}
            w={{ base: '100%', xs: 280 }}
            value={kind.kind}
            allowDeselect={false}
            data={kinds.map((one) => ({ value: one.kind, label: t(`import.${one.kind}`) }))}
            onChange={(value) => setUrl({ kind: value ?? undefined })}
          />
          <Button component="a" variant="default" href={templateUrl(kind.kind, mission.slug)} download>
            {t('imports.template')}
          </Button>
        </Group>
        <Text c="dimmed" size="sm">
          {t('imports.columns-needed', { columns: needed.join(', ') })}
        </Text>
        <DropPlace kind={kind.kind} />
      </Stack>
    </Paper>
  );
}

function DropPlace({ kind }: { kind: string }) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { take, busy, problem } = useStage(kind);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void take(file);
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
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
        <Text ta="center">{t('imports.drop-here')}</Text>
        <Button loading={busy} onClick={() => picker.current?.click()}>
          {t('imports.choose-file')}
        </Button>
        <Text c="dimmed" size="sm" ta="center">
          {t('imports.drop-text', { limitMb: 32, rows: 200_000 })}
        </Text>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".xlsx,.xlsm,.xls,.csv,.tsv,.txt"
          aria-label={t('imports.choose-file')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (file) void take(file);
          }}
        />
      </Stack>
    </>
  );
}

/** Sends a file and has it staged, then opens the import: a new one, or the one the same file made before. */
function useStage(kind: string) {
  const client = useClient();
  const { mission } = useSession();
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; problem: ProblemBody | null }>({ busy: false, problem: null });
  const take = async (file: File) => {
    setState({ busy: true, problem: null });
    try {
      const fileHash = await sendSheet(file, mission.slug);
      const language = document.documentElement.lang as Language;
      const outcome = await client.send(stageFile, { importId: newId(), kind, fileHash, fileName: file.name.slice(-200), language });
      if (outcome.state === 'refused') return setState({ busy: false, problem: outcome.problem });
      setState({ busy: false, problem: null });
      const { importId, again } = outcome.result!;
      await navigate({ to: `/imports/${importId}${again ? `?again=${fileHash}` : ''}` });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setState({ busy: false, problem: error.body });
    }
    return undefined;
  };
  return { take, ...state };
}

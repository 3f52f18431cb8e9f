import { useRef, useState } from 'react';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Modal, ProblemNotice, Progress, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { dropBoundaries, importBoundaries, listBoundarySources } from '../contract/boundaries.ts';
import type { BoundaryFile, Unreadable } from './read-boundaries.ts';

/** Boundaries sent in one command: a body stays well below what a server takes. */
const characters = 1_000_000;
interface Sent {
  readonly written: number;
  readonly same: number;
  readonly unknown: readonly string[];
}

/** An administrator chooses a file of boundaries, sees what is in it, and enters it. */
export function BoundariesDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(importBoundaries);
  const [read, setRead] = useState<BoundaryFile | Unreadable | null>(null);
  const [source, setSource] = useState('');
  const [part, setPart] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<Sent | null>(null);

  const choose = async (file: File | undefined) => {
    if (!file) return;
    setSent(null);
    setSource(file.name.replace(/\.(geo|topo)?json$/i, ''));
    const { readBoundaries } = await import('./read-boundaries.ts');
    setRead(readBoundaries(await file.text()));
  };
  const enter = async ({ boundaries }: BoundaryFile) => {
    const total = { written: 0, same: 0, unknown: [] as string[] };
    for (const chunk of chunksOf(boundaries)) {
      const outcome = await send({ source, boundaries: chunk });
      if (outcome?.state !== 'applied' || !outcome.result) return;
      const { added, changed, same, unknown } = outcome.result;
      total.written += added + changed;
      total.same += same;
      total.unknown.push(...unknown);
      setPart((total.written + total.same + total.unknown.length) / boundaries.length);
    }
    setSent(total);
    setRead(null);
  };
  return (
    <Modal opened onClose={onClose} title={t('places.boundaries')} size="lg">
      <Stack gap="md">
        <Text c="dimmed">{t('places.boundaries-text')}</Text>
        <input
          ref={input}
          hidden
          type="file"
          accept=".geojson,.topojson,.json,application/geo+json,application/json"
          aria-label={t('places.boundaries-file')}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        <Button variant="default" w="fit-content" onClick={() => input.current?.click()}>
          {t('places.boundaries-choose')}
        </Button>
        {typeof read === 'string' && <Alert color="danger">{t(`places.boundaries-${read}`)}</Alert>}
        {read !== null && typeof read === 'object' && (
          <>
            <Text>{t('places.boundaries-found', { count: read.boundaries.length, property: read.property, skipped: read.skipped })}</Text>
            <TextInput
              label={t('places.boundaries-source')}
              value={source}
              maxLength={200}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            {busy && <Progress value={part * 100} />}
            <Group justify="end">
              <Button loading={busy} disabled={source.trim() === ''} onClick={() => void enter(read)}>
                {t('places.boundaries-send')}
              </Button>
            </Group>
          </>
        )}
        {problem && <ProblemNotice problem={problem} />}
        {sent && <Alert color="settled">{t('places.boundaries-done', { written: sent.written, same: sent.same })}</Alert>}
        {sent && sent.unknown.length > 0 && (
          <Alert color="waiting">
            {t('places.boundaries-unknown', { count: sent.unknown.length, codes: sent.unknown.slice(0, 10).join(', ') })}
          </Alert>
        )}
        <Sources />
      </Stack>
    </Modal>
  );
}

/** What was imported before, and a way back. */
function Sources() {
  const t = useT();
  const sources = useAsk(listBoundarySources, {});
  const { send, busy, problem } = useSend(dropBoundaries);
  return (
    <Stack gap="xs">
      {sources.data?.rows.map(({ source, count }) => (
        <Group key={source} justify="space-between" wrap="nowrap">
          <Text>{t('places.boundaries-have', { count, source })}</Text>
          <Button variant="subtle" size="xs" loading={busy} onClick={() => void send({ source })}>
            {t('places.boundaries-drop')}
          </Button>
        </Group>
      ))}
      {problem && <ProblemNotice problem={problem} />}
    </Stack>
  );
}

function chunksOf(boundaries: BoundaryFile['boundaries']): BoundaryFile['boundaries'][number][][] {
  const chunks: BoundaryFile['boundaries'][number][][] = [];
  let room = 0;
  for (const boundary of boundaries) {
    const size = JSON.stringify(boundary.shape).length;
    if (room < size || chunks.at(-1)!.length >= 500) {
      chunks.push([]);
      room = characters;
    }
    chunks.at(-1)!.push(boundary);
    room -= size;
  }
  return chunks;
}

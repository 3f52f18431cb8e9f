import { useState } from 'react';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { ActionIcon, IconCamera, Modal, Scanner, Stack, Text, TextInput, useWedge } from '#foundation/web/ui/index.ts';
import { findLine } from '../../domain/stores/find-line.ts';
import type { Findable, LineFound, Named } from '../../domain/stores/find-line.ts';
import { namedBy } from './read.ts';

type Answer = LineFound['kind'] | null;

/** Where a line stands on the screen, so that a scan brings it into sight with the caret in its first field. */
export const lineId = (key: string) => `line-${key}`;

/**
 * A label is scanned by a scanner with a cable or by the camera, or its sign is typed: the line that it means is brought into
 * sight. `onFound` is told which, and of which pallet; `otherwise` may look further for what is not on the screen.
 */
export function LineScan({
  lines,
  onFound,
  otherwise,
}: {
  lines: readonly Findable[];
  onFound?: ((key: string, unitId?: string) => void) | undefined;
  otherwise?: ((named: Named) => boolean | Promise<boolean>) | undefined;
}) {
  const t = useT();
  const client = useClient();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer>(null);
  const [camera, setCamera] = useState(false);
  const read = async (scanned: string): Promise<boolean> => {
    const named = await namedBy(client, scanned).catch(() => undefined);
    const found = named ? findLine(lines, named) : ({ kind: 'none' } as const);
    if (found.kind === 'none' && named && (await otherwise?.(named))) {
      setAnswer(null);
      setText('');
      return true;
    }
    setAnswer(found.kind);
    if (found.kind === 'none') return false;
    setText('');
    setCamera(false);
    if (found.kind === 'line') onFound?.(found.key, found.unitId);
    showLine(found.key);
    return found.kind === 'line';
  };
  useWedge((scanned) => void read(scanned), !camera);
  const wrong = answer === 'none' || answer === 'other-lot' ? t(`supply.line-scan-${answer}`) : undefined;
  return (
    <>
      <Modal opened={camera} onClose={() => setCamera(false)} title={t('ui.scan-open')}>
        <Stack gap="sm">
          <Scanner onCode={(code) => read(code.text)} />
          {wrong && (
            <Text size="sm" c="person" role="alert">
              {wrong}
            </Text>
          )}
        </Stack>
      </Modal>
      <TextInput
        className="kv-noprint"
        maw={420}
        label={t('supply.line-scan')}
        description={t('supply.line-scan-hint')}
        error={wrong}
        value={text}
        dir="auto"
        autoComplete="off"
        rightSection={
          <ActionIcon variant="subtle" size={32} aria-label={t('ui.scan-open')} title={t('ui.scan-open')} onClick={() => setCamera(true)}>
            <IconCamera size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        }
        rightSectionWidth={40}
        onChange={(event) => {
          setAnswer(null);
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return;
          event.preventDefault();
          void read(text);
        }}
      />
    </>
  );
}

/** Brings a line into sight as soon as it stands on the page, marks it for a moment, and puts the caret into its first field. */
export function showLine(key: string, tries = 20): void {
  requestAnimationFrame(() => {
    const line = document.getElementById(lineId(key));
    if (!line) {
      if (tries > 0) setTimeout(() => showLine(key, tries - 1), 100);
      return;
    }
    line.scrollIntoView({ block: 'center' });
    line.classList.add('kv-found');
    setTimeout(() => line.classList.remove('kv-found'), 2500);
    line.querySelector<HTMLElement>('input:not([type=checkbox]):not([disabled])')?.focus();
  });
}

import { ActionIcon, Anchor, Center, Group, Loader, Modal, Text, Tooltip } from '@mantine/core';
import { IconDownload, IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';

export interface FileViewerProps {
  readonly url: string;
  readonly name: string;
  /** As the server found it, not as the sender called it. */
  readonly mediaType: string;
  readonly onClose: () => void;
}

/** Looks at a file without leaving the page: pictures large, turned and enlarged; PDF page by page; others to download. */
export function FileViewer({ url, name, mediaType, onClose }: FileViewerProps) {
  const t = useT();
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={<bdi>{name}</bdi>}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      styles={{ body: { height: 'calc(100dvh - 64px)', display: 'flex', flexDirection: 'column' } }}
    >
      {mediaType.startsWith('image/') ? (
        <PictureView url={url} name={name} />
      ) : mediaType === 'application/pdf' ? (
        <PdfView url={url} name={name} />
      ) : (
        <Center flex={1}>
          <Save url={url} name={name} words={t('ui.file-no-view')} />
        </Center>
      )}
    </Modal>
  );
}

function Save({ url, name, words }: { url: string; name: string; words?: string }) {
  const t = useT();
  return (
    <Group gap="sm">
      {words && <Text>{words}</Text>}
      <Anchor href={url} download={name}>
        <Group gap={6}>
          <IconDownload size={18} stroke={1.75} />
          {t('ui.file-save')}
        </Group>
      </Anchor>
    </Group>
  );
}

const zooms = [1, 1.5, 2, 3, 5];

function PictureView({ url, name }: { url: string; name: string }) {
  const t = useT();
  const [zoom, setZoom] = useState(0);
  const [turns, setTurns] = useState(0);
  const [failed, setFailed] = useState(false);
  const tool = (label: string, Icon: typeof IconZoomIn, onClick: () => void, disabled = false) => (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick} disabled={disabled}>
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          {tool(t('ui.file-larger'), IconZoomIn, () => setZoom(zoom + 1), zoom === zooms.length - 1)}
          {tool(t('ui.file-smaller'), IconZoomOut, () => setZoom(zoom - 1), zoom === 0)}
          {tool(t('ui.file-turn'), IconRotateClockwise, () => setTurns((turns + 1) % 4))}
        </Group>
        <Save url={url} name={name} />
      </Group>
      {failed ? (
        <Center flex={1}>{t('ui.file-broken')}</Center>
      ) : (
        <div className="kv-picture">
          <img
            src={url}
            alt={name}
            onError={() => setFailed(true)}
            style={{ maxWidth: `${zooms[zoom]! * 100}%`, maxHeight: zoom === 0 ? '100%' : undefined, rotate: `${turns * 90}deg` }}
          />
        </div>
      )}
    </>
  );
}

/** The browser's own reader shows it. It is fetched first, because no answer of the server lets itself be framed. */
function PdfView({ url, name }: { url: string; name: string }) {
  const t = useT();
  const [file, setFile] = useState<{ url: string } | 'broken' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    let made: string | undefined;
    fetch(url, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error('not there');
        made = URL.createObjectURL(new Blob([await answer.blob()], { type: 'application/pdf' }));
        setFile({ url: made });
      })
      .catch(() => {
        if (!stop.signal.aborted) setFile('broken');
      });
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [url]);
  return (
    <>
      <Group justify="flex-end" mb="xs">
        <Save url={url} name={name} />
      </Group>
      {file === null && (
        <Center flex={1}>
          <Loader aria-label={t('ui.loading')} />
        </Center>
      )}
      {file === 'broken' && <Center flex={1}>{t('ui.file-broken')}</Center>}
      {file !== null && file !== 'broken' && <iframe src={file.url} title={name} className="kv-pdf" />}
    </>
  );
}

import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Layout, Reading, Seen } from '#foundation/ocrb/read.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCamera } from './camera.ts';
import { frame, framed, openLines, photoParts } from './lines.ts';
import { ByHand, Picture } from './parts.tsx';
import { signal } from './signals.ts';
import './scanner.css';

export interface LineScannerProps {
  /** Always the same list: another one starts the camera anew. */
  readonly layouts: readonly Layout[];
  /** Which of the readings of a picture holds; undefined when none does. */
  readonly choose: (readings: readonly Reading[], from: 'camera' | 'photo') => string | undefined;
  /** Hears the lines; answers whether they were of use. */
  readonly onLines: (text: string) => boolean;
  /** What stands beside the field for who types the lines; without it there is no field. */
  readonly manualLabel?: string;
}
type Look = 'dark' | 'nothing' | 'unclear';

/** Lines of machine-readable print by camera, by a photo or by hand. Pictures are looked at on this device and kept nowhere. */
export default function LineScanner({ layouts, choose, onLines, manualLabel }: LineScannerProps) {
  const t = useT();
  const [look, setLook] = useState<Look | null>(null);
  const take = (text: string) => signal(onLines(text));
  const open = () => {
    const reader = openLines(layouts);
    const looks = lately();
    return Promise.resolve({
      close: reader.close,
      detect: async (video: HTMLVideoElement) => {
        const seen = await reader.read(video, { width: video.videoWidth, height: video.videoHeight }, framed(video));
        const text = choose(seen.readings, 'camera');
        setLook(looks(text === undefined ? lookOf(seen) : null));
        return text === undefined ? [] : [text];
      },
    });
  };
  const camera = useCamera({ key: 'lines', fine: true, open }, take);
  return (
    <Stack gap="sm" className="kv-scanner">
      <Picture camera={camera} hint={t(look ? `ui.lines-${look}` : 'ui.lines-hint')} frame={frame} />
      <ByPhoto layouts={layouts} choose={choose} onLines={take} />
      <Text size="sm" c="dimmed">
        {t('ui.lines-kept-nowhere')}
      </Text>
      {manualLabel && <ByHand label={manualLabel} onText={take} />}
    </Stack>
  );
}

const lookOf = ({ light, readings }: Seen): Look => (light === 'dark' ? 'dark' : (readings[0]?.sure ?? 0) < 0.5 ? 'nothing' : 'unclear');

/** What three looks in a row say: words that change with each look help nobody. */
function lately(): (look: Look | null) => Look | null {
  let last: { look: Look | null; times: number; said: Look | null } = { look: null, times: 0, said: null };
  return (look) => {
    const times = look === last.look ? last.times + 1 : 1;
    last = { look, times, said: times >= 3 ? look : last.said };
    return last.said;
  };
}

/** A photo in place of the moving picture: for phones that give a page no camera, and for hands that shake. */
function ByPhoto({ layouts, choose, onLines }: Pick<LineScannerProps, 'layouts' | 'choose'> & { onLines: (text: string) => void }) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'reading' | 'unread'>('idle');
  const read = async (file: File) => {
    setState('reading');
    const text = await readPhoto(file, layouts, choose).catch(() => undefined);
    setState(text === undefined ? 'unread' : 'idle');
    if (text !== undefined) onLines(text);
    else signal(false);
  };
  return (
    <>
      <Button
        size="lg"
        variant="default"
        loading={state === 'reading'}
        leftSection={<IconPhoto size={22} stroke={1.75} aria-hidden />}
        onClick={() => picker.current?.click()}
      >
        {t('ui.lines-photo')}
      </Button>
      {state === 'unread' && (
        <Alert color="waiting" role="alert" title={t('ui.lines-unread')}>
          {t('ui.lines-unread-text')}
        </Alert>
      )}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('ui.lines-photo')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void read(file);
        }}
      />
    </>
  );
}

async function readPhoto(file: File, layouts: readonly Layout[], choose: LineScannerProps['choose']): Promise<string | undefined> {
  const picture = await createImageBitmap(file);
  const reader = openLines(layouts);
  try {
    for (const part of photoParts) {
      const { readings } = await reader.read(picture, picture, part);
      const text = choose(readings, 'photo');
      if (text !== undefined) return text;
    }
    return undefined;
  } finally {
    reader.close();
    picture.close();
  }
}

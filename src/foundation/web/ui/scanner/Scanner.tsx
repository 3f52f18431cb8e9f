import { ActionIcon, Alert, Box, Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconBulb, IconBulbOff, IconCamera, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { RefObject } from 'react';
import { readCode } from '#foundation/scan.ts';
import type { ReadCode } from '#foundation/scan.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCamera } from './camera.ts';
import type { CameraState } from './camera.ts';
import { usualFormats } from './formats.ts';
import type { ScanFormat } from './formats.ts';
import { isQuiet, keepQuiet, signal } from './signals.ts';
import { useWedge } from './wedge.ts';
import './scanner.css';

export interface ScannerProps {
  /** Hears each code once; answers whether it was of use, which the phone says by sound and shaking. */
  readonly onCode: (code: ReadCode) => boolean | void | Promise<boolean | void>;
  readonly formats?: readonly ScanFormat[];
  /** What to hold before the camera, in words. */
  readonly hint?: string;
  /** What stands on the thing besides the code, for who types it. */
  readonly manualLabel?: string;
}

/** Codes by camera, by a scanner that types, or by hand: three ways of equal worth, all without network. */
export default function Scanner({ onCode, formats = usualFormats, hint, manualLabel }: ScannerProps) {
  const t = useT();
  const [fault, setFault] = useState<'check-digit' | 'cut-short' | undefined>();
  const take = async (text: string) => {
    const code = readCode(text);
    setFault(code.kind === 'plain' ? code.fault : undefined);
    signal((await onCode(code)) !== false && !(code.kind === 'plain' && code.fault));
  };
  const camera = useCamera(formats, (text) => void take(text));
  useWedge((text) => void take(text));
  return (
    <Stack gap="sm" className="kv-scanner">
      <Picture camera={camera} hint={hint ?? t('ui.scan-hint')} />
      {fault && (
        <Text size="sm" c="person" role="alert">
          {t(`ui.scan-fault-${fault}`)}
        </Text>
      )}
      <ByHand label={manualLabel ?? t('ui.scan-type')} onText={(text) => void take(text)} />
    </Stack>
  );
}

interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly start: () => void;
  readonly torch: boolean | null;
  readonly turnTorch: () => Promise<void>;
}

function Picture({ camera, hint }: { camera: Camera; hint: string }) {
  const t = useT();
  const { state, start, video } = camera;
  const running = state === 'starting' || state === 'on';
  return (
    <>
      <Box className="kv-scanner-picture" data-on={running}>
        <video ref={video} muted playsInline aria-label={t('ui.scan-picture')} />
        <span className="kv-scanner-frame" aria-hidden />
        {running && <Tools torch={camera.torch} turnTorch={camera.turnTorch} />}
      </Box>
      {running && (
        <Text size="sm" ta="center" aria-live="polite">
          {state === 'on' ? hint : t('ui.scan-starting')}
        </Text>
      )}
      {!running && (
        <Alert color={state === 'resting' ? 'stopped' : 'waiting'} title={t(`ui.scan-${state}`)} role="status">
          <Stack gap="xs" align="start">
            <Text size="sm">{t(`ui.scan-${state}-text`)}</Text>
            <Button variant="default" leftSection={<IconCamera size={18} stroke={1.75} aria-hidden />} onClick={start}>
              {t(state === 'resting' ? 'ui.scan-go-on' : 'ui.try-again')}
            </Button>
          </Stack>
        </Alert>
      )}
    </>
  );
}

function Tools({ torch, turnTorch }: Pick<Camera, 'torch' | 'turnTorch'>) {
  const t = useT();
  const [quiet, setQuiet] = useState(isQuiet);
  const turn = () => {
    keepQuiet(!quiet);
    setQuiet(!quiet);
  };
  const [Light, Sound] = [torch ? IconBulbOff : IconBulb, quiet ? IconVolume : IconVolumeOff];
  const [lightWords, soundWords] = [
    t(torch ? 'ui.scan-torch-off' : 'ui.scan-torch-on'),
    t(quiet ? 'ui.scan-sound-on' : 'ui.scan-sound-off'),
  ];
  return (
    <Group className="kv-scanner-tools" gap="xs">
      <Tooltip label={soundWords}>
        <ActionIcon size={44} variant="filled" color="dark" aria-label={soundWords} onClick={turn}>
          <Sound size={22} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {torch !== null && (
        <Tooltip label={lightWords}>
          <ActionIcon size={44} variant="filled" color="dark" aria-label={lightWords} onClick={() => void turnTorch()}>
            <Light size={22} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}

function ByHand({ label, onText }: { label: string; onText: (text: string) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onText(text);
        setText('');
      }}
    >
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          size="lg"
          label={label}
          value={text}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" variant="default">
          {t('ui.scan-take')}
        </Button>
      </Group>
    </form>
  );
}

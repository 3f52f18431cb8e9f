import { ActionIcon, Alert, Box, Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconBulb, IconBulbOff, IconCamera, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import type { Camera } from './camera.ts';
import type { Part } from './lines.ts';
import { isQuiet, keepQuiet } from './signals.ts';

/** What the camera shows, with its tools; in words why it shows nothing. */
export function Picture({ camera, hint, frame }: { camera: Camera; hint: string; frame?: Part }) {
  const t = useT();
  const { state, start, video } = camera;
  const running = state === 'starting' || state === 'on';
  return (
    <>
      <Box className="kv-scanner-picture" data-on={running}>
        <video ref={video} muted playsInline aria-label={t('ui.scan-picture')} />
        <span className="kv-scanner-frame" style={frame && placeOf(frame)} aria-hidden />
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

const percent = (portion: number) => `${(portion * 100).toFixed(1)}%`;
const placeOf = ({ left, top, width, height }: Part) => ({
  inset: [top, 1 - left - width, 1 - top - height, left].map(percent).join(' '),
});

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

/** What stands on the thing, typed: worth the same as a scan. */
export function ByHand({ label, onText }: { label: string; onText: (text: string) => void }) {
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

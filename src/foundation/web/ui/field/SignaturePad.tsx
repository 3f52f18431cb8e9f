import { Box, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';

/** A signature: whose it is, and its picture, which bears the name. */
export interface Signed {
  readonly name: string;
  readonly picture: Blob | null;
}

interface Pad {
  isEmpty(): boolean;
  clear(): void;
  off(): void;
}

/**
 * A name and a signature drawn with a finger; the picture says in itself who signed as what. With `named` false it asks no name
 * and the picture bears none.
 */
export function SignaturePad({
  label,
  value,
  onChange,
  named = true,
}: {
  label: string;
  value: Signed;
  onChange: (value: Signed) => void;
  named?: boolean;
}) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad | null>(null);
  const [drawn, setDrawn] = useState(false);
  const keep = async () => {
    setDrawn(true);
    onChange({ ...value, picture: await pictureOf(canvas.current!, named ? `${label}: ${value.name}` : null) });
  };
  const onStroke = useEffectEvent(() => void keep());
  useEffect(() => {
    const element = canvas.current!;
    let gone = false;
    void import('signature_pad').then(({ default: SignatureLines }) => {
      const pen = element.getContext('2d');
      if (gone || !pen) return;
      // Sharp on the phone's own screen, and no larger than a signature has to be.
      const ratio = Math.min(2, devicePixelRatio);
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      pen.scale(ratio, ratio);
      const made = new SignatureLines(element, { penColor: '#1B2430', minWidth: 1, maxWidth: 2.6 });
      made.addEventListener('endStroke', () => onStroke());
      pad.current = made;
    });
    return () => {
      gone = true;
      pad.current?.off();
    };
  }, []);
  const clear = () => {
    pad.current?.clear();
    setDrawn(false);
    onChange({ ...value, picture: null });
  };
  return (
    <Paper p="sm" withBorder>
      <Stack gap="xs">
        {named ? (
          <TextInput
            size="lg"
            label={label}
            dir="auto"
            styles={{ input: { textAlign: 'start' } }}
            autoComplete="off"
            value={value.name}
            onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
            onBlur={() => drawn && void keep()}
          />
        ) : (
          <Text fw={600}>{label}</Text>
        )}
        <Box pos="relative" h={150} style={{ border: '1px dashed var(--kv-line)', borderRadius: 6, background: '#fff' }}>
          <canvas
            ref={canvas}
            aria-label={`${t('ui.sign-here')} – ${label}`}
            style={{ width: '100%', height: '100%', touchAction: 'none' }}
          />
          {!drawn && (
            <Text pos="absolute" c="#667080" size="sm" style={{ insetInlineStart: 12, insetBlockEnd: 8, pointerEvents: 'none' }}>
              {t('ui.sign-here')}
            </Text>
          )}
        </Box>
        <Group justify="end">
          <Button variant="subtle" size="md" disabled={!drawn} onClick={clear}>
            {t('ui.sign-again')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** The lines on white, with words beneath where the picture is to be read alone. */
function pictureOf(canvas: HTMLCanvasElement, words: string | null): Promise<Blob | null> {
  const [width, height] = [canvas.width, canvas.height + (words === null ? 0 : 44)];
  const copy = document.createElement('canvas');
  copy.width = width;
  copy.height = height;
  const pen = copy.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(canvas, 0, 0);
  if (words !== null) {
    pen.fillStyle = '#1B2430';
    pen.font = "26px 'Noto Sans', 'Noto Sans Arabic', sans-serif";
    pen.textAlign = 'center';
    pen.fillText(words, width / 2, height - 14, width - 20);
  }
  return new Promise((resolve) => copy.toBlob(resolve, 'image/png'));
}

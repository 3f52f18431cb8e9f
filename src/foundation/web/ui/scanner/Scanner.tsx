import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { readCode } from '#foundation/scan.ts';
import type { ReadCode } from '#foundation/scan.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCamera } from './camera.ts';
import { openDetector } from './detect.ts';
import { usualFormats } from './formats.ts';
import type { ScanFormat } from './formats.ts';
import { ByHand, Picture } from './parts.tsx';
import { signal } from './signals.ts';
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
  const camera = useCamera({ key: formats.join(' '), open: () => openDetector(formats) }, (text) => void take(text));
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

import { useEffect, useState } from 'react';
import { Box } from '#foundation/web/ui/index.ts';

/** A QR code, drawn here: what it says never leaves this browser. Black on white in every theme, so that cameras read it. */
export function Qr({ text, label, size = 200 }: { text: string; label: string; size?: number }) {
  const [svg, setSvg] = useState('');
  useEffect(() => {
    let here = true;
    void import('./qr-draw.ts').then(({ drawQr }) => here && setSvg(drawQr(text)));
    return () => {
      here = false;
    };
  }, [text]);
  return (
    <Box
      role="img"
      aria-label={label}
      w={size}
      h={size}
      style={{ background: '#fff', padding: 8, borderRadius: 6, flexShrink: 0 }}
      // Drawn by our own code from a text that only becomes squares.
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}

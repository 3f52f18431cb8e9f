import { useState } from 'react';
import type { ReadCode } from '#foundation/scan.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Box, Facts, Scanner, Stack, Text } from '#foundation/web/ui/index.ts';

/** The scanner as it stands on a phone, with what was read last. */
export function Scanning() {
  const t = useT();
  const [codes, setCodes] = useState<readonly ReadCode[]>([]);
  const last = codes[0];
  return (
    <Stack>
      <Text c="dimmed">{t('components.scanning-text')}</Text>
      <Box maw={420}>
        <Scanner onCode={(code) => setCodes((now) => [code, ...now].slice(0, 5))} />
      </Box>
      {last && (
        <Box aria-live="polite">
          <Facts items={factsOf(last, t)} />
        </Box>
      )}
    </Stack>
  );
}

function factsOf(code: ReadCode, t: ReturnType<typeof useT>) {
  const rows =
    code.kind === 'gs1'
      ? Object.entries(code.parts)
      : code.kind === 'signed'
        ? Object.entries({ kind: code.code.kind, key: code.code.keyId })
        : [];
  return [
    {
      label: t('components.scanned'),
      value: (
        <bdi className="kv-code" style={{ overflowWrap: 'anywhere' }}>
          {code.text.slice(0, 120)}
        </bdi>
      ),
    },
    ...rows.map(([label, value]) => ({ label, value: <bdi className="kv-code">{String(value)}</bdi> })),
  ];
}

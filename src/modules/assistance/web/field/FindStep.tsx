import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Counter, Scanner, Stack } from '#foundation/web/ui/index.ts';

/** Finds a household by its token or by its number: two ways of equal worth. */
export function FindStep({
  register,
  onScan,
  onNumber,
}: {
  register: boolean;
  onScan: (text: string) => Promise<void>;
  onNumber: (number: number) => void;
}) {
  const t = useT();
  const [way, setWay] = useState<'none' | 'scan' | 'number'>('none');
  const [number, setNumber] = useState<number | undefined>();
  return (
    <Stack gap="sm">
      {way === 'scan' ? (
        <Scanner
          hint={t(register ? 'assistance.field-scan-card-hint' : 'assistance.field-scan-hint')}
          manualLabel={t(register ? 'assistance.field-card-number' : 'assistance.field-token')}
          onCode={async (code) => {
            await onScan(code.text);
            return true;
          }}
        />
      ) : (
        <Button size="xl" h={88} onClick={() => setWay('scan')}>
          {t(register ? 'assistance.field-scan-card' : 'assistance.field-scan')}
        </Button>
      )}
      {way === 'number' ? (
        <Stack gap="sm">
          <Counter label={t('assistance.number')} value={number} onChange={setNumber} />
          <Button size="xl" disabled={!number} onClick={() => number && onNumber(number)}>
            {t('assistance.field-look')}
          </Button>
        </Stack>
      ) : (
        <Button size="xl" variant="default" onClick={() => setWay('number')}>
          {t('assistance.field-by-number')}
        </Button>
      )}
    </Stack>
  );
}

import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Box, Button, LineScanner, Stack, Textarea } from '#foundation/web/ui/index.ts';
import { paperChooser, paperLayouts } from '../../domain/paper-lines.ts';
import type { PaperFound } from './paper.ts';

/** The lines at the foot of a passport or card: typed, pasted, scanned or before the camera. They fill the fields and are not kept. */
export function PaperField({ onPaper }: { onPaper: (text: string) => PaperFound | undefined }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [camera, setCamera] = useState(false);
  const [choose] = useState(paperChooser);
  const [text, setText] = useState('');
  const [said, setSaid] = useState<'taken' | 'odd' | null>(null);
  const take = (lines: string) => {
    const found = onPaper(lines);
    setSaid(found ? (found.odd ? 'odd' : 'taken') : null);
    setText(found ? '' : lines);
    return found !== undefined;
  };
  return (
    <details className="kv-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('people.paper-lines')}</summary>
      <Stack gap="sm" align="start">
        {said && (
          <Alert w="100%" color={said === 'odd' ? 'waiting' : 'settled'} role="status">
            {t(`people.paper-${said}`)}
          </Alert>
        )}
        <Textarea
          w="100%"
          aria-label={t('people.paper-lines')}
          description={t('people.paper-hint')}
          value={text}
          rows={3}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace' } }}
          onChange={(event) => take(event.currentTarget.value)}
        />
        {open && camera && (
          <Box w="100%" maw={560}>
            <LineScanner
              layouts={paperLayouts}
              choose={choose}
              onLines={(lines) => {
                setCamera(false);
                return take(lines);
              }}
            />
          </Box>
        )}
        <Button variant="default" aria-expanded={camera} onClick={() => setCamera(!camera)}>
          {t(camera ? 'people.paper-camera-off' : 'people.paper-camera')}
        </Button>
      </Stack>
    </details>
  );
}

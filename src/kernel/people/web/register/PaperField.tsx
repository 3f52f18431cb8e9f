import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Textarea } from '#foundation/web/ui/index.ts';
import type { PaperFound } from './paper.ts';

/** The lines at the foot of a passport or card, pasted or scanned. They fill the fields and are not kept themselves. */
export function PaperField({ onPaper }: { onPaper: (text: string) => PaperFound | undefined }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [said, setSaid] = useState<'taken' | 'odd' | null>(null);
  return (
    <details className="kv-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('people.paper-lines')}</summary>
      <Textarea
        aria-label={t('people.paper-lines')}
        description={said ? t(`people.paper-${said}`) : t('people.paper-hint')}
        value={text}
        rows={3}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'monospace' } }}
        onChange={(event) => {
          const found = onPaper(event.currentTarget.value);
          setSaid(found ? (found.odd ? 'odd' : 'taken') : null);
          setText(found ? '' : event.currentTarget.value);
        }}
      />
    </details>
  );
}

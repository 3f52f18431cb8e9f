import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Page, SegmentedControl, Stack, tell } from '#foundation/web/ui/index.ts';
import { Inputs, Records } from './components/Records.tsx';
import { Pictures, Prints } from './components/Pictures.tsx';
import { Lists } from './components/Lists.tsx';
import { Scanning } from './components/Scanning.tsx';

const parts = { lists: Lists, inputs: Inputs, records: Records, scanning: Scanning, pictures: Pictures, prints: Prints };
type Part = keyof typeof parts;

/** Every building block of the screens, with figures made up for it: to look at in each language, width and colour. */
export default function ComponentsPage() {
  const t = useT();
  const [part, setPart] = useState<Part>('lists');
  const Shown = parts[part];
  return (
    <Page
      title={t('page.shell.components')}
      subtitle={t('components.text')}
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={() => tell(t('components.told'))}>
            {t('components.tell')}
          </Button>
          <Button variant="default" onClick={() => print()}>
            {t('components.print')}
          </Button>
        </Group>
      }
    >
      <SegmentedControl
        className="kv-noprint"
        aria-label={t('page.shell.components')}
        style={{ overflowX: 'auto', maxWidth: '100%' }}
        value={part}
        onChange={(next) => setPart(next as Part)}
        data={(Object.keys(parts) as Part[]).map((value) => ({ value, label: t(`components.${value}`) }))}
      />
      <Stack gap="xl">
        <Shown />
      </Stack>
    </Page>
  );
}

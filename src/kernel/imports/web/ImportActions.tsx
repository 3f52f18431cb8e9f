import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Button, Group, Modal, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import { applyImport, discardImport } from '../contract/imports.ts';
import type { ImportShown } from '../contract/imports.ts';
import { markedUrl } from './send.ts';

/** The next step and the two beside it. */
export function ImportActions({ about, onDone }: { about: ImportShown; onDone: () => void }) {
  const t = useT();
  const { mission } = useSession();
  const [asked, setAsked] = useState<'discard' | 'apply' | null>(null);
  const apply = useSend(applyImport);
  const discard = useSend(discardImport);
  const { counts } = about;
  const good = counts.new + counts.changed;
  const may = (command: string) => about.abilities.includes(command);
  const close = () => {
    setAsked(null);
    onDone();
  };
  const send = (withoutFaulty: boolean) => void apply.send({ importId: about.id, withoutFaulty }).then(close);
  return (
    <>
      {apply.problem && <ProblemNotice problem={apply.problem} />}
      {counts.total > 0 && !about.personal && (
        <Button component="a" variant="default" href={markedUrl(about.id, mission.slug)} download>
          {t('imports.download-marked')}
        </Button>
      )}
      {may(discardImport.name) && (
        <Button variant="default" onClick={() => setAsked('discard')}>
          {t('command.imports.discard')}
        </Button>
      )}
      {may(applyImport.name) && (
        <Button loading={apply.busy} onClick={() => (counts.faulty > 0 ? setAsked('apply') : send(false))}>
          {t('imports.apply', { count: good })}
        </Button>
      )}
      <Modal opened={asked === 'apply'} onClose={() => setAsked(null)} title={t('imports.apply-asks')}>
        <Stack gap="md">
          <Text>{t('imports.apply-asks-text', { good, faulty: counts.faulty })}</Text>
          <Group>
            <Button loading={apply.busy} onClick={() => send(true)}>
              {t('imports.apply-without')}
            </Button>
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('ui.cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <Modal opened={asked === 'discard'} onClose={() => setAsked(null)} title={t('imports.discard-asks', { file: about.fileName })}>
        <Stack gap="md">
          <Text>{t('imports.discard-text', { count: counts.total })}</Text>
          <Group>
            <Button color="person" loading={discard.busy} onClick={() => void discard.send({ importId: about.id }).then(close)}>
              {t('command.imports.discard')}
            </Button>
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('ui.cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

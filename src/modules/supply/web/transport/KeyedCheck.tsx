import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Outcome } from '#foundation/command.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Modal, ProblemNotice, Stack, Text, Textarea, When } from '#foundation/web/ui/index.ts';

interface Sending {
  readonly busy: boolean;
  readonly problem: ProblemBody | null;
  readonly say: (said: { agrees: boolean; note?: string }) => Promise<Outcome | null>;
}
export interface KeyedCheckProps {
  readonly keyed: {
    readonly by: string;
    readonly mine: boolean;
    readonly check: { readonly agrees: boolean; readonly note: string | null; readonly by: string; readonly at: string } | null;
  };
  readonly may: boolean;
  /** The button and what opens by it. */
  readonly act: string;
  /** What to do where the figures do not agree. */
  readonly remedy?: string;
  readonly sending: Sending;
  readonly onDone: () => void;
  /** The figures, and the pages that they were keyed from. */
  readonly children: ReactNode;
}

/** What was keyed from a paper: whether a second person has held it against the paper, and how they do it. */
export function KeyedCheck({ keyed, may, act, remedy, sending, onDone, children }: KeyedCheckProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { check } = keyed;
  if (check)
    return (
      <Alert
        color={check.agrees ? 'settled' : 'person'}
        title={t(check.agrees ? 'supply.paper-agrees' : 'supply.paper-differs', { by: check.by })}
        mb="xs"
      >
        {check.note && (
          <Text size="sm">
            <bdi>{check.note}</bdi>
          </Text>
        )}
        <Text size="sm" c="dimmed">
          <When at={check.at} />
        </Text>
        {!check.agrees && remedy && <Text size="sm">{remedy}</Text>}
      </Alert>
    );
  const done = () => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Waits keyed={keyed} may={may} act={act} onOpen={() => setOpen(true)} />
      <Modal opened={open} onClose={() => setOpen(false)} title={act} size="lg">
        {open && (
          <CheckForm sending={sending} onDone={done}>
            {children}
          </CheckForm>
        )}
      </Modal>
    </>
  );
}

function Waits({ keyed, may, act, onOpen }: Pick<KeyedCheckProps, 'keyed' | 'may' | 'act'> & { onOpen: () => void }) {
  const t = useT();
  return (
    <Alert color="waiting" title={t('supply.paper-unchecked', { by: keyed.by })} mb="xs">
      {keyed.mine ? (
        t('supply.paper-unchecked-mine')
      ) : (
        <Group gap="sm">
          <Text size="sm">{t('supply.paper-unchecked-text')}</Text>
          {may && (
            <Button size="xs" onClick={onOpen}>
              {act}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  );
}

function CheckForm({ sending, onDone, children }: { sending: Sending; onDone: () => void; children: ReactNode }) {
  const t = useT();
  const [note, setNote] = useState('');
  const say = async (agrees: boolean) => {
    const outcome = await sending.say({ agrees, ...(note.trim() ? { note: note.trim() } : {}) });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      <Text>{t('supply.paper-check-text')}</Text>
      {children}
      {sending.problem && <ProblemNotice problem={sending.problem} />}
      <Textarea
        label={t('supply.paper-check-note')}
        description={t('supply.paper-check-note-hint')}
        autosize
        minRows={2}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group>
        <Button loading={sending.busy} onClick={() => void say(true)}>
          {t('supply.paper-say-agrees')}
        </Button>
        <Button variant="default" loading={sending.busy} disabled={note.trim().length < 3} onClick={() => void say(false)}>
          {t('supply.paper-say-differs')}
        </Button>
      </Group>
    </Stack>
  );
}

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Grid, Group, Modal, ProblemNotice, Stack, Text, Textarea, When } from '#foundation/web/ui/index.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import type { Keyed } from '../../contract/papers/keyed.ts';
import { SignedPages } from './SignedPages.tsx';
import type { PagesOf } from './SignedPages.tsx';

type Paper = NonNullable<Keyed>;
export interface KeyedCheckProps {
  readonly keyed: Keyed;
  readonly may: boolean;
  /** Why this person may not yet, where that is to be said. */
  readonly mayNot?: string | undefined;
  /** What to do where the figures do not agree. */
  readonly remedy: string;
  /** Where the signed pages lie. */
  readonly pages: PagesOf;
  readonly onDone: () => void;
  /** The figures as they were keyed. */
  readonly children: ReactNode;
}

/** What was keyed from a paper: whether a second person has held it against the paper, and how they do it. */
export function KeyedCheck({ keyed, may, mayNot, remedy, pages, onDone, children }: KeyedCheckProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!keyed) return null;
  if (keyed.check) return <Checked check={keyed.check} remedy={remedy} />;
  const done = () => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Waits keyed={keyed} may={may} mayNot={mayNot} onOpen={() => setOpen(true)} />
      <Modal opened={open} onClose={() => setOpen(false)} title={t('command.supply.check-paper')} size="xl">
        {open && (
          <CheckForm keyed={keyed} onDone={done}>
            <Grid gap="md">
              <Grid.Col span={{ base: 12, sm: 7 }}>{children}</Grid.Col>
              <Grid.Col span={{ base: 12, sm: 5 }}>
                <SignedPages {...pages} />
              </Grid.Col>
            </Grid>
          </CheckForm>
        )}
      </Modal>
    </>
  );
}

function Checked({ check, remedy }: { check: NonNullable<Paper['check']>; remedy: string }) {
  const t = useT();
  return (
    <Alert
      color={check.agrees ? 'settled' : 'person'}
      title={t(check.agrees ? 'supply.paper-agrees' : 'supply.paper-differs', { by: check.by })}
      my="xs"
    >
      {check.note && (
        <Text size="sm">
          <bdi>{check.note}</bdi>
        </Text>
      )}
      <Text size="sm" c="dimmed">
        <When at={check.at} />
      </Text>
      {!check.agrees && <Text size="sm">{remedy}</Text>}
    </Alert>
  );
}

function Waits({ keyed, may, mayNot, onOpen }: Pick<KeyedCheckProps, 'may' | 'mayNot'> & { keyed: Paper; onOpen: () => void }) {
  const t = useT();
  return (
    <Alert color="waiting" title={t('supply.paper-unchecked', { by: keyed.by })} my="xs">
      {keyed.mine ? (
        t('supply.paper-unchecked-mine')
      ) : (
        <Group gap="sm">
          <Text size="sm">{(!may && mayNot) || t('supply.paper-unchecked-text')}</Text>
          {may && (
            <Button size="xs" onClick={onOpen}>
              {t('command.supply.check-paper')}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  );
}

function CheckForm({ keyed, onDone, children }: { keyed: Paper; onDone: () => void; children: ReactNode }) {
  const t = useT();
  const { send, busy, problem } = useSend(checkPaper);
  const [note, setNote] = useState('');
  const say = async (agrees: boolean) => {
    const outcome = await send({ keyedId: keyed.id, agrees, ...(note.trim() ? { note: note.trim() } : {}) });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      <Text>{t('supply.paper-check-text')}</Text>
      {children}
      {problem && <ProblemNotice problem={problem} />}
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
        <Button loading={busy} onClick={() => void say(true)}>
          {t('supply.paper-say-agrees')}
        </Button>
        <Button variant="default" loading={busy} disabled={note.trim().length < 3} onClick={() => void say(false)}>
          {t('supply.paper-say-differs')}
        </Button>
      </Group>
    </Stack>
  );
}

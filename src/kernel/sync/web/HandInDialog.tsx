import { useRef, useState } from 'react';
import { Alert, Button, Facts, Group, Modal, ProblemNotice, Progress, Stack, Text } from '#foundation/web/ui/index.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import type { IntakeItem } from '../contract/intake.ts';
import { readFileText } from './phone/carry.ts';
import type { Carried } from './phone/carry.ts';
import { ServerLine } from './phone/server-line.ts';

const states = ['applied', 'refused', 'parked', 'held'] as const;
type Counts = Readonly<Record<IntakeItem['state'], number>>;

/** Hands in records that phones saved to files: sealed, signed, and each counted once however often it comes. */
export function HandInDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { mission } = useSession();
  const chooser = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number | null>(null);
  const [counts, setCounts] = useState<Counts | null>(null);
  const [fault, setFault] = useState<'none' | 'other' | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const take = async (files: readonly File[]) => {
    setCounts(null);
    setProblem(null);
    const read = await Promise.all(files.map(async (file) => readFileText(await file.text())));
    const good = read.filter((one): one is Carried => one !== undefined && one.mission === mission.slug);
    setFault(read.includes(undefined) ? 'none' : good.length < read.length ? 'other' : null);
    const items = good.flatMap((one) => one.items);
    if (items.length === 0) return;
    try {
      setCounts(await handIn(mission.slug, items, setPart));
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    } finally {
      setPart(null);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('sync.hand-in')} size="md">
      <Stack gap="md">
        <Text>{t('sync.hand-in-text')}</Text>
        {fault && <Alert color="person" title={t(fault === 'none' ? 'sync.hand-in-none' : 'sync.hand-in-other')} />}
        {problem && <ProblemNotice problem={problem} />}
        {part !== null && <Progress value={part * 100} aria-label={t('sync.hand-in')} />}
        {counts && <Told counts={counts} />}
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept=".kvf"
          aria-label={t('sync.hand-in-choose')}
          onChange={(event) => {
            void take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <Group>
          <Button loading={part !== null} onClick={() => chooser.current?.click()}>
            {t('sync.hand-in-choose')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('sync.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Told({ counts }: { counts: Counts }) {
  const t = useT();
  const all = states.reduce((sum, state) => sum + counts[state], 0);
  return (
    <Alert color="settled" title={t('sync.hand-in-done', { count: all })}>
      <Facts
        items={states
          .filter((state) => counts[state] > 0)
          .map((state) => ({ label: t(`sync.hand-in.${state}`), value: String(counts[state]) }))}
      />
    </Alert>
  );
}

async function handIn(mission: string, items: readonly string[], onPart: (part: number) => void): Promise<Counts> {
  const counts = { applied: 0, refused: 0, parked: 0, held: 0 };
  onPart(0);
  await new ServerLine(mission, undefined).handIn(items, (outcomes, done) => {
    onPart(done / items.length);
    for (const { state } of outcomes) counts[state] += 1;
  });
  return counts;
}

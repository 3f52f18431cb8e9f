import { useEffect, useRef, useState } from 'react';
import { findByNumber } from '#kernel/numbers/contract/numbers.ts';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { SubjectLink } from '#foundation/web/SubjectLink.tsx';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Paper, ProblemNotice, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { keepThumbPage } from '#kernel/files/contract/thumb-pages.ts';
import { attachFile, readPage } from '../contract/notes.ts';
import type { Subject } from '../contract/notes.ts';

interface Found {
  readonly number: string;
  readonly subject: Subject;
}
interface Reading {
  readonly fileId?: string;
  readonly attached: readonly Found[];
  readonly said: 'tampered' | 'other-mission' | 'no-code' | null;
  /** A number that was read or typed and that no record bears. */
  readonly unknown?: string;
  readonly problem: ProblemBody | null;
  readonly busy: boolean;
}
const begun: Reading = { attached: [], said: null, problem: null, busy: true };

/** One page on its way to its record: sent, read, attached; or the number is typed by hand. */
export function PageCard({ file, thumbs = false }: { file: File; thumbs?: boolean }) {
  const t = useT();
  const client = useClient();
  const [at, setAt] = useState<Reading>(begun);
  const started = useRef(false);
  const guarded = async (work: () => Promise<Partial<Reading>>) => {
    setAt((before) => ({ ...before, busy: true, problem: null }));
    try {
      const more = await work();
      setAt((before) => ({ ...before, ...more, busy: false }));
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setAt((before) => ({ ...before, problem: error.body, busy: false }));
    }
  };
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void guarded(() => sendAndRead(client, file, thumbs));
  });
  const find = (number: string) => guarded(() => attachByNumber(client, { fileId: at.fileId!, name: file.name, number, thumbs }));
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>
            <bdi>{file.name}</bdi>
          </Text>
          {at.busy && (
            <Text size="sm" c="dimmed" role="status">
              {t('notes.page-busy')}
            </Text>
          )}
        </Group>
        {at.problem && <ProblemNotice problem={at.problem} />}
        {at.attached.map(({ number, subject }) => (
          <Group key={number} gap="md">
            <Text>{t(thumbs ? 'notes.page-sealed' : 'notes.page-attached', { number })}</Text>
            <SubjectLink subject={subject}>{t('notes.page-open')}</SubjectLink>
          </Group>
        ))}
        {at.said && <Alert color={at.said === 'tampered' ? 'person' : 'waiting'}>{t(`notes.page-${at.said}`)}</Alert>}
        {at.unknown && <Alert color="waiting">{t('notes.page-no-record', { number: at.unknown })}</Alert>}
        {!at.busy && at.fileId && at.attached.length === 0 && at.said !== 'tampered' && <NumberTyped onFind={find} />}
      </Stack>
    </Paper>
  );
}

function NumberTyped({ onFind }: { onFind: (number: string) => Promise<void> }) {
  const t = useT();
  const [number, setNumber] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onFind(number);
      }}
    >
      <Group align="flex-end">
        <TextInput label={t('notes.page-number')} value={number} onChange={(event) => setNumber(event.currentTarget.value)} dir="ltr" />
        <Button type="submit" variant="default" disabled={number.trim() === ''}>
          {t('notes.page-find')}
        </Button>
      </Group>
    </form>
  );
}

async function sendAndRead(client: ClientPort, file: File, thumbs: boolean): Promise<Partial<Reading>> {
  const { id: fileId } = await client.upload(file, file.name);
  const { codes } = await client.ask(readPage, { fileId });
  const bad = codes.find(({ state }) => state === 'tampered' || state === 'other-mission');
  if (bad) return { fileId, said: bad.state as 'tampered' | 'other-mission' };
  const known = new Map(codes.flatMap(({ number, subject }) => (number && subject ? [[number, { number, subject }] as const] : [])));
  const records = [...known.values()];
  // Sealed, a page belongs to one record: nobody can read it to hang it to another.
  for (const { subject } of thumbs ? records.slice(0, 1) : records) await attach(client, { fileId, name: file.name, subject, thumbs });
  if (known.size > 0) return { fileId, attached: thumbs ? records.slice(0, 1) : records };
  const unknown = codes.find(({ number }) => number !== null)?.number;
  return unknown ? { fileId, unknown } : { fileId, said: 'no-code' };
}

async function attachByNumber(
  client: ClientPort,
  page: { fileId: string; name: string; number: string; thumbs: boolean },
): Promise<Partial<Reading>> {
  const { number, subject } = await client.ask(findByNumber, { number: page.number });
  if (!subject) return { unknown: number ?? page.number };
  await attach(client, { ...page, subject });
  return { attached: [{ number: number!, subject }], said: null };
}

async function attach(client: ClientPort, page: { fileId: string; name: string; subject: Subject; thumbs: boolean }): Promise<void> {
  const { fileId, name, subject } = page;
  const outcome = page.thumbs
    ? await client.send(keepThumbPage, { id: newId(), fileId, subject })
    : await client.send(attachFile, { id: newId(), fileId, name, subject });
  if (outcome.state === 'refused') throw new ClientProblem(outcome.problem);
}

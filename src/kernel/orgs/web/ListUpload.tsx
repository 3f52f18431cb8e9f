import { useRef, useState } from 'react';
import { newId } from '#foundation/ids.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, DateField, List, ProblemNotice, Stack, Text, TextInput, tell } from '#foundation/web/ui/index.ts';
import { activateList, addListEntries, openList } from '../contract/screening.ts';
import { readListCsv } from '../domain/csv.ts';
import type { ReadList } from '../domain/csv.ts';

interface Read extends ReadList {
  readonly hash: string;
}
const chunk = 1000;

/** Reads a list's file here, shows what was understood, and loads it in pieces; it comes into force when all of it is there. */
export function ListUpload({ onDone }: { onDone: () => void }) {
  const t = useT();
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<Read | null>(null);
  const [about, setAbout] = useState({ code: '', name: '', source: '', publishedOn: '' });
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const ready = read && read.entries.length > 0 && read.faults.length === 0 && Object.values(about).every((text) => text.trim() !== '');
  const load = async () => {
    setProblem(null);
    setDone(0);
    try {
      const versionId = newId();
      const { entries, hash } = read!;
      refuse(await client.send(openList, { versionId, listId: newId(), fileHash: hash, ...about }));
      for (let at = 0; at < entries.length; at += chunk) {
        refuse(await client.send(addListEntries, { versionId, entries: entries.slice(at, at + chunk) }));
        setDone(Math.min(entries.length, at + chunk));
      }
      refuse(await client.send(activateList, { versionId, entries: entries.length }));
      tell(t('orgs.list-in-force'));
      onDone();
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    }
    setDone(null);
  };
  const field = (key: keyof typeof about) => (
    <TextInput
      label={t(`orgs.list-field-${key}`)}
      withAsterisk
      dir={key === 'code' ? 'ltr' : 'auto'}
      value={about[key]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setAbout((now) => ({ ...now, [key]: value }));
      }}
    />
  );
  return (
    <Stack maw={560}>
      <Text size="sm" c="dimmed">
        {t('orgs.list-format')}
      </Text>
      {problem && <ProblemNotice problem={problem} />}
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        aria-label={t('orgs.list-file')}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void readFile(file).then(setRead);
        }}
      />
      <Button variant="default" w="fit-content" onClick={() => input.current?.click()}>
        {t('orgs.choose-file')}
      </Button>
      {read && <WhatWasRead read={read} />}
      {field('code')}
      {field('name')}
      {field('source')}
      <DateField
        label={t('orgs.list-field-publishedOn')}
        withAsterisk
        value={about.publishedOn}
        onChange={(day) => setAbout((now) => ({ ...now, publishedOn: day }))}
      />
      <Button loading={done !== null} disabled={!ready} onClick={() => void load()}>
        {t('command.orgs.activate-list')}
      </Button>
      {done !== null && read && (
        <Text size="sm" role="status">
          {t('orgs.list-progress', { done, total: read.entries.length })}
        </Text>
      )}
    </Stack>
  );
}

function WhatWasRead({ read }: { read: Read }) {
  const t = useT();
  if (read.faults.length === 0)
    return (
      <Text size="sm">
        {t('orgs.entries', { count: read.entries.length })} · <span className="kv-code">{read.hash.slice(0, 12)}</span>
      </Text>
    );
  return (
    <Alert color="person" role="alert" title={t('orgs.list-faults', { count: read.faults.length })}>
      <List size="sm">
        {read.faults.slice(0, 20).map((fault) => (
          <List.Item key={`${fault.line}${fault.code}`}>{t(`orgs.list-fault-${fault.code}`, { line: fault.line })}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

async function readFile(file: File): Promise<Read> {
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { ...readListCsv(textOf(bytes)), hash };
}

/** UTF-8, else the Windows code page that spreadsheets in Türkiye still write. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1254').decode(bytes);
  }
}

function refuse(outcome: { state: string; problem?: ProblemBody }): void {
  if (outcome.state === 'refused') throw new ClientProblem(outcome.problem!);
}

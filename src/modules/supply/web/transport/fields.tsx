import { useRef, useState } from 'react';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Lines, NumberField, ProblemNotice, Text, TextInput } from '#foundation/web/ui/index.ts';
import type { ProblemBody } from '#foundation/problem.ts';
import { lineId } from '../scan/LineScan.tsx';
import { nameIn, useQty } from './words.tsx';
import type { Names } from './words.tsx';

/** Seals as they are written one after the other; commas and spaces part them. */
export const sealsOf = (text: string): string[] =>
  text
    .split(/[\s,;،]+/)
    .map((seal) => seal.trim().toUpperCase())
    .filter((seal) => seal !== '');

export function SealsField({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const t = useT();
  return (
    <TextInput
      label={label}
      description={t('supply.seals-hint')}
      value={value}
      dir="ltr"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export interface CountRow {
  readonly lineId: string;
  readonly item: { readonly id: string; readonly code: string; readonly unit: string } & Names;
  readonly lotCode?: string | null;
  /** What is there to count from. */
  readonly base: number;
}
export interface CountColumn {
  readonly key: string;
  readonly label: string;
}
/** What was typed: a number, a text while it is not understood, nothing. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number | string | undefined>>>>;
export const countOf = (counts: Counts, lineId: string, key: string): number => {
  const value = counts[lineId]?.[key];
  return typeof value === 'number' && value > 0 ? Math.round(value) : 0;
};

/** The rows of a truck as a scanned label may mean them, with the pallets that bear them. */
export const findables = (
  rows: readonly CountRow[],
  units: readonly { unitId: string; code: string; sscc?: string | undefined; contents: readonly { lineId: string }[] }[],
) =>
  rows.map((row) => ({
    key: row.lineId,
    itemId: row.item.id,
    lotCode: row.lotCode,
    units: units.filter((unit) => unit.contents.some((on) => on.lineId === row.lineId)),
  }));

/** Lines of a truck with figures to enter for each. */
export function CountTable({
  rows,
  base,
  columns,
  counts,
  onChange,
}: {
  rows: readonly CountRow[];
  base: string;
  columns: readonly CountColumn[];
  counts: Counts;
  onChange: (counts: Counts) => void;
}) {
  const t = useT();
  const qty = useQty();
  const set = (lineId: string, key: string, value: number | string | undefined) =>
    onChange({ ...counts, [lineId]: { ...counts[lineId], [key]: value } });
  return (
    <Lines
      label={t('supply.lines')}
      rows={rows}
      rowKey={(row) => row.lineId}
      rowId={(row) => lineId(row.lineId)}
      columns={[
        {
          key: 'item',
          title: t('supply.item'),
          wraps: true,
          cell: (row) => (
            <>
              <bdi>{nameIn(row.item)}</bdi>
              <Text size="xs" c="dimmed">
                <span className="kv-code">{[row.item.code, row.lotCode].filter(Boolean).join(' · ')}</span>
              </Text>
            </>
          ),
        },
        { key: 'base', title: base, number: true, cell: (row) => qty(row.base, row.item.unit) },
        ...columns.map((column) => ({
          key: column.key,
          title: column.label,
          cell: (row: CountRow) => (
            <Bare label={`${column.label}: ${nameIn(row.item)}`}>
              <NumberField
                label={`${column.label}: ${nameIn(row.item)}`}
                value={counts[row.lineId]?.[column.key]}
                onChange={(value) => set(row.lineId, column.key, value)}
              />
            </Bare>
          ),
        })),
      ]}
    />
  );
}

/** In a table the head says what a field is: its own label is for those who do not see the table. */
function Bare({ children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="kv-bare-field" style={{ minWidth: 104 }}>
      {children}
    </div>
  );
}

/** Pictures for a record: each is sent at once, the form keeps their ids. */
export function PhotosField({ label, ids, onChange }: { label: string; ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useT();
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const take = async (files: FileList | null) => {
    if (!files || files.length === 0) return;
    setBusy(true);
    setProblem(null);
    const taken = [...ids];
    try {
      for (const file of files) taken.push((await client.upload(file, file.name)).id);
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setProblem(error.body);
    } finally {
      onChange(taken);
      setBusy(false);
    }
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      {problem && <ProblemNotice problem={problem} />}
      <Group gap="xs">
        {ids.map((id) => (
          <Thumb key={id} id={id} />
        ))}
        <Button variant="default" loading={busy} onClick={() => picker.current?.click()}>
          {t('supply.add-photo')}
        </Button>
      </Group>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          void take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

/** A small picture that opens large in a window of its own. */
export function Thumb({ id }: { id: string }) {
  const t = useT();
  const url = useClient().fileUrl(id);
  return (
    <a href={url} target="_blank" rel="noreferrer" title={t('supply.open-photo')}>
      <img
        src={`${url}${url.includes('?') ? '&' : '?'}size=thumb`}
        alt={t('supply.photo-alt')}
        width={64}
        height={64}
        style={{ objectFit: 'cover', borderRadius: 6, display: 'block' }}
      />
    </a>
  );
}

import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group, Paper, ProblemNotice, Stack, Text, TextInput, Tooltip, tell } from '#foundation/web/ui/index.ts';
import { correctCells, replaceValue } from '../contract/imports.ts';
import type { ImportShown, RowFault, RowShown } from '../contract/imports.ts';
import { faultWords } from './words.ts';

export interface CellBarProps {
  readonly about: ImportShown;
  readonly row: RowShown | undefined;
  readonly column: string | undefined;
  readonly title: string;
  /** Numbers of the rows shown below. */
  readonly below: () => readonly number[];
  readonly editable: boolean;
}

/** The chosen cell: what it holds, what is wrong with it in words, what would mend it. */
export function CellBar({ about, row, column, title, below, editable }: CellBarProps) {
  const t = useT();
  const before = row && column ? (row.cells[column] ?? '') : '';
  const [text, setText] = useState(before);
  const correct = useSend(correctCells);
  const replace = useSend(replaceValue);
  const faults = row?.faults.filter((fault) => fault.column === column || fault.column === null) ?? [];
  const others = row?.faults.filter((fault) => !faults.includes(fault)) ?? [];
  const mended = (rows: number | undefined) => {
    if (rows !== undefined) tell(t('imports.mended', { rows }));
  };
  const write = async (value: string, rows: readonly number[]) => {
    const outcome = await correct.send({ importId: about.id, cells: rows.map((one) => ({ row: one, column: column!, value })) });
    mended(outcome?.result?.rows);
  };
  const everywhere = async (value: string) =>
    mended((await replace.send({ importId: about.id, column: column!, from: before, to: value }))?.result?.rows);
  const problem = correct.problem ?? replace.problem;
  if (!row || !column)
    return (
      <Text c="dimmed" size="sm" className="kv-noprint">
        {editable ? t('imports.edit-hint') : ''}
      </Text>
    );
  return (
    <Paper p="sm" className="kv-noprint" style={{ position: 'sticky', top: 'var(--app-shell-header-offset, 0)', zIndex: 5 }}>
      <Stack gap="xs">
        {problem && <ProblemNotice problem={problem} />}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void write(text, [row.row]);
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              id="cell-text"
              label={t('imports.cell-of', { column: title, row: row.row })}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              readOnly={!editable}
              style={{ flex: '1 1 240px' }}
              dir="auto"
            />
            {editable && (
              <>
                <Button type="submit" loading={correct.busy}>
                  {t('imports.save')}
                </Button>
                <Tooltip label={t('imports.fill-down-text')}>
                  <Button variant="default" onClick={() => void write(text, [row.row, ...below()])}>
                    {t('imports.fill-down')}
                  </Button>
                </Tooltip>
              </>
            )}
          </Group>
        </form>
        {faults.map((fault, index) => (
          <FaultLine
            key={index}
            fault={fault}
            editable={editable}
            onTake={(value) => void write(value, [row.row])}
            onEverywhere={(value) => void everywhere(value)}
          />
        ))}
        {row.outcome && <Text size="sm">{faultWords(t, row.outcome)}</Text>}
        {others.map((fault, index) => (
          <Text key={index} size="sm" c="dimmed">
            {fault.column ? `${t(`import.${about.kind}.${fault.column}`)}: ` : ''}
            {faultWords(t, fault)}
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}

interface FaultLineProps {
  readonly fault: RowFault;
  readonly editable: boolean;
  readonly onTake: (value: string) => void;
  readonly onEverywhere: (value: string) => void;
}

/** One fault in words, with the values that would mend it here, or wherever the same stands. */
function FaultLine({ fault, editable, onTake, onEverywhere }: FaultLineProps) {
  const t = useT();
  const offers = editable ? (fault.suggestions ?? []) : [];
  return (
    <Stack gap={4}>
      <Text size="sm" role={fault.level === 'warning' ? undefined : 'alert'}>
        {faultWords(t, fault)}
      </Text>
      {offers.length > 0 && (
        <Group gap="xs">
          {offers.map((offer) => (
            <Button.Group key={offer.value}>
              <Button size="compact-sm" variant="light" onClick={() => onTake(offer.value)}>
                <bdi>{offer.label}</bdi>
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t('imports.mend-all')}: ${offer.label}`}
                onClick={() => onEverywhere(offer.value)}
              >
                {t('imports.mend-all')}
              </Button>
            </Button.Group>
          ))}
        </Group>
      )}
    </Stack>
  );
}

import { Alert, Button, Group, List, Modal, Progress, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Outcome } from '#foundation/command.ts';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useProblemWords } from '#foundation/web/problem-words.ts';
import { FieldInput, faultsOf, withoutEmpty } from '../Field.tsx';
import { Status } from '../Status.tsx';
import { sendAll, sendTogether, splitRows } from './bulk.ts';
import type { RowResult } from './bulk.ts';
import type { BulkAction } from './types.ts';

/** Shows what a bulk action will do, row by row, and does it only when a person agrees; then says what became of each. */
export function BulkPreview<Row>({
  action,
  rows,
  onClose,
}: {
  action: BulkAction<Row>;
  rows: readonly Row[];
  onClose: (done: boolean) => void;
}) {
  const t = useT();
  const { taken, left } = splitRows(action, rows);
  const bulk = useBulk(action, taken);
  const title = t(`command.${action.command.name}`);
  return (
    <Modal
      opened
      size="lg"
      onClose={() => onClose(bulk.results !== null)}
      closeOnClickOutside={!bulk.running}
      title={title}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Stack>
        {bulk.results === null ? (
          <Text>{t('ui.bulk-will', { count: taken.length })}</Text>
        ) : (
          <Text role="status">
            {t('ui.bulk-done', { done: bulk.results.filter((one) => one.state === 'applied').length, count: taken.length })}
          </Text>
        )}
        {left.length > 0 && bulk.results === null && (
          <Alert color="waiting" title={t('ui.bulk-left', { count: left.length })}>
            <List size="sm">
              {left.slice(0, 20).map(({ row, why }, index) => (
                <List.Item key={index}>
                  {action.name(row)}: {why}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {bulk.results === null &&
          action.fields?.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={bulk.shared[field.name]}
              error={bulk.faultOf(field.name)}
              onChange={(value) => bulk.say(field.name, value)}
            />
          ))}
        <Rows action={action} rows={taken} shared={bulk.shared} results={bulk.results} />
        {bulk.running && <Progress value={(100 * bulk.done) / Math.max(1, taken.length)} aria-label={title} />}
        <Group>
          {bulk.results === null ? (
            <Button
              color={action.grave ? 'person' : 'lake'}
              loading={bulk.running}
              disabled={taken.length === 0}
              onClick={() => void bulk.start()}
            >
              {title} ({taken.length})
            </Button>
          ) : (
            <Button onClick={() => onClose(true)}>{t('ui.close')}</Button>
          )}
          {bulk.results === null && (
            <Button variant="default" disabled={bulk.running} onClick={() => onClose(false)}>
              {t('ui.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** The running of a bulk action: what is asked once, how far it is, what became of each row. */
function useBulk<Row>(action: BulkAction<Row>, taken: readonly Row[]) {
  const t = useT();
  const client = useClient();
  const [shared, setShared] = useState<Record<string, unknown>>({});
  const [faults, setFaults] = useState<ReturnType<typeof faultsOf>>([]);
  const [done, setDone] = useState(0);
  const [running, setRunning] = useState(false);
  const [results, setResults] = useState<readonly RowResult[] | null>(null);
  const { together } = action;
  const inputOf = (rows: readonly Row[]) => ({
    ...(together ? together.input(rows) : action.input?.(rows[0]!)),
    ...withoutEmpty(shared),
  });
  const send = async (rows: readonly Row[]): Promise<Outcome> => {
    try {
      return await client.send(action.command, inputOf(rows));
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      return { id: '', state: 'refused', problem: error.body };
    }
  };
  const start = async () => {
    const found = taken[0] === undefined ? [] : faultsOf(action.command.input, inputOf(taken.slice(0, 1)));
    setFaults(found);
    if (found.length > 0) return;
    setRunning(true);
    setResults(await (together ? sendTogether(taken, together, send, setDone) : sendAll(taken, (row) => send([row]), setDone)));
    setRunning(false);
  };
  const faultOf = (name: string) => {
    const fault = faults.find((one) => one.path.split('.')[0] === name);
    return fault && t(fault.code, fault.figures as Record<string, string>);
  };
  const say = (name: string, value: unknown) => {
    setShared((now) => ({ ...now, [name]: value }));
    setFaults((now) => now.filter((fault) => fault.path.split('.')[0] !== name));
  };
  return { shared, say, faultOf, done, running, results, start };
}

function Rows<Row>({
  action,
  rows,
  shared,
  results,
}: {
  action: BulkAction<Row>;
  rows: readonly Row[];
  shared: Readonly<Record<string, unknown>>;
  results: readonly RowResult[] | null;
}) {
  const t = useT();
  return (
    <ScrollArea.Autosize mah={320}>
      <Table striped withTableBorder>
        <Table.Tbody>
          {rows.slice(0, 200).map((row, index) => (
            <Table.Tr key={index}>
              <Table.Td>{action.name(row)}</Table.Td>
              <Table.Td>{results === null ? action.change(row, shared) : <Result result={results[index]} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > 200 && (
        <Text size="sm" c="dimmed" p="xs">
          {t('ui.bulk-more', { count: rows.length - 200 })}
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}

function Result({ result }: { result: RowResult | undefined }) {
  const t = useT();
  const words = useProblemWords();
  if (!result) return <Status tone="stopped">{t('ui.bulk-not-sent')}</Status>;
  if (result.state === 'refused') return <Text size="sm">{words(result.code, result.figures)}</Text>;
  return <Status tone={result.state === 'applied' ? 'settled' : 'waiting'}>{t(`ui.bulk-${result.state}`)}</Status>;
}

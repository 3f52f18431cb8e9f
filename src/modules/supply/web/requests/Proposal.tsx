import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Paper, ProblemNotice, Stack, Text, Title, tell, onward } from '#foundation/web/ui/index.ts';
import { allocate } from '../../contract/requests/allocation.ts';
import { ProposalLine } from './ProposalLine.tsx';
import { editKey, inputOf, isByHand, takenBy } from './proposal.ts';
import type { Edits, Previewed } from './proposal.ts';
import { nameIn, useDay } from './words.tsx';

interface ProposalProps {
  readonly placeId: string;
  readonly preview: Previewed;
  /** Something was changed by hand. */
  readonly onTouched: () => void;
  readonly onDone: () => void;
  /** The stock went meanwhile: look again. */
  readonly onStale: () => void;
}

/** What would be set aside, request by request; changed by hand where a person knows better, then written. */
export function Proposal({ placeId, preview, onTouched, onDone, onStale }: ProposalProps) {
  const t = useT();
  const [edits, setEdits] = useState<Edits>({});
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const { send, busy, problem } = useSend(allocate);
  const lines = preview.requests.flatMap((request) => request.lines);
  const wordless = lines.filter((line) => isByHand(line, edits) && (reasons[line.id] ?? '').trim().length < 3).length;
  const taking = lines.some((line) => takenBy(line, edits) > 0);
  const ready = taking && wordless === 0 && !busy;
  const write = async () => {
    const outcome = await send(inputOf(placeId, preview, edits, reasons));
    if (outcome?.state !== 'applied') return;
    tell(t('supply.allocated'));
    onDone();
  };
  return (
    <Stack
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) void write();
      }}
    >
      {problem && (
        <Stack gap="xs">
          <ProblemNotice problem={problem} />
          <Group>
            <Button variant="default" size="xs" onClick={onStale}>
              {t('supply.look-again')}
            </Button>
          </Group>
        </Stack>
      )}
      {preview.requests.map((request) => (
        <RequestCard key={request.id} request={request}>
          {request.lines.map((line) => (
            <ProposalLine
              key={line.id}
              line={line}
              buckets={preview.buckets}
              edits={edits}
              reason={reasons[line.id] ?? ''}
              onEdit={(bucketId, qty) => {
                setEdits((now) => ({ ...now, [editKey(line.id, bucketId)]: qty }));
                onTouched();
              }}
              onReason={(words) => setReasons((now) => ({ ...now, [line.id]: words }))}
            />
          ))}
        </RequestCard>
      ))}
      {wordless > 0 && <Alert color="waiting" title={t('supply.by-hand-needs-words', { count: wordless })} />}
      <Group justify="space-between" className="kv-noprint">
        <Text size="sm" c="dimmed">
          {t('supply.allocate-keys')}
        </Text>
        <Button loading={busy} disabled={!ready} onClick={() => void write()}>
          {t('command.supply.allocate')}
        </Button>
      </Group>
    </Stack>
  );
}

function RequestCard({ request, children }: { request: Previewed['requests'][number]; children: React.ReactNode }) {
  const t = useT();
  const day = useDay();
  return (
    <Paper p="md" withBorder>
      <Title order={3}>
        <Link to={`/supply/requests/${request.id}`} className="kv-opens">
          <span className="kv-code">{request.number}</span>
        </Link>
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        <bdi>{nameIn(request.orgNames)}</bdi> {onward()} <bdi>{nameIn(request.siteNames)}</bdi> ·{' '}
        {t('supply.needed-on', { day: day(request.neededOn) })}
      </Text>
      <Stack gap="md">{children}</Stack>
    </Paper>
  );
}

import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Box, Button, Group, Progress, QuantityField, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import { alternativesOf, isByHand, takenBy, takenOf } from './proposal.ts';
import type { Bucket, Edits, PreviewedLine } from './proposal.ts';
import { nameIn, useDay, useQuantities, useReason } from './words.tsx';

interface LineProps {
  readonly line: PreviewedLine;
  readonly buckets: readonly Bucket[];
  readonly edits: Edits;
  readonly reason: string;
  readonly onEdit: (bucketId: number, qty: number) => void;
  readonly onReason: (words: string) => void;
}

/** One item of a request: how much of it would be covered, out of which buckets, and why. */
export function ProposalLine({ line, buckets, edits, reason, onEdit, onReason }: LineProps) {
  const t = useT();
  const { words } = useQuantities();
  const [more, setMore] = useState(false);
  const taken = takenBy(line, edits);
  const short = Math.max(0, line.open - taken);
  const byHand = isByHand(line, edits);
  const left = alternativesOf(line);
  const barred = line.passed.filter((one) => !left.includes(one));
  const bucketOf = (id: number) => buckets.find((bucket) => bucket.id === id)!;
  return (
    <Box>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          <bdi>{nameIn(line.item.names)}</bdi>
        </Text>
        <Text size="sm" aria-live="polite">
          {line.open === 0
            ? t('supply.line-covered')
            : t('supply.taken-of', { taken: words(taken, line.item.unit), open: words(line.open, line.item.unit) })}
          {short > 0 && (
            <Text span c="person" fw={600}>
              {' '}
              · {t('supply.short-by', { qty: words(short, line.item.unit) })}
            </Text>
          )}
        </Text>
      </Group>
      {line.open > 0 && <Progress value={(Math.min(taken, line.open) / line.open) * 100} my={6} aria-hidden />}
      <Stack gap="xs">
        {line.picks.map((pick) => (
          <Taking
            key={pick.bucketId}
            line={line}
            bucket={bucketOf(pick.bucketId)}
            edits={edits}
            onEdit={onEdit}
            why={{ kind: 'pick', list: pick.reasons }}
          />
        ))}
        {more &&
          left.map((one) => (
            <Taking
              key={one.bucketId}
              line={line}
              bucket={bucketOf(one.bucketId)}
              edits={edits}
              onEdit={onEdit}
              why={{ kind: 'pass', list: [one.why] }}
            />
          ))}
        {more && barred.map((one) => <Barred key={one.bucketId} bucket={bucketOf(one.bucketId)} unit={line.item.unit} why={one.why} />)}
        {line.passed.length > 0 && (
          <div>
            <Button size="compact-xs" variant="subtle" aria-expanded={more} onClick={() => setMore(!more)}>
              {t(more ? 'supply.hide-passed' : 'supply.show-passed', { count: line.passed.length })}
            </Button>
          </div>
        )}
        {byHand && (
          <TextInput
            label={t('supply.why-by-hand')}
            withAsterisk
            dir="auto"
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Box>
  );
}

function Where({ bucket, unit }: { bucket: Bucket; unit: string }) {
  const t = useT();
  const day = useDay();
  const { words } = useQuantities();
  return (
    <Text size="sm">
      <span className="kv-code">{bucket.placeCode}</span>
      {bucket.lotCode && (
        <>
          {' · '}
          {t('supply.lot')} <span className="kv-code">{bucket.lotCode}</span>
        </>
      )}
      {bucket.expiresOn && ` · ${t('supply.expires-on', { day: day(bucket.expiresOn) })}`}
      {bucket.grantCode && (
        <>
          {' · '}
          <span className="kv-code">{bucket.grantCode}</span>
        </>
      )}{' '}
      <Text span c="dimmed">
        · {t('supply.free-there', { qty: words(bucket.free, unit) })}
        {bucket.kept > 0 && ` · ${t('supply.kept-there', { qty: words(bucket.kept, unit) })}`}
      </Text>
    </Text>
  );
}

interface TakingProps {
  readonly line: PreviewedLine;
  readonly bucket: Bucket;
  readonly edits: Edits;
  readonly onEdit: LineProps['onEdit'];
  readonly why: {
    readonly kind: 'pick' | 'pass';
    readonly list: readonly { code: string; figures: Readonly<Record<string, string | number>> }[];
  };
}

/** A bucket and how much of it is taken; another quantity is typed over it. */
function Taking({ line, bucket, edits, onEdit, why }: TakingProps) {
  const t = useT();
  const reason = useReason();
  const { unitsOf } = useQuantities();
  return (
    <Group gap="sm" align="flex-start" wrap="wrap">
      <Box w={150}>
        <QuantityField
          label={t('supply.take')}
          description=""
          units={unitsOf(line.item)}
          value={takenOf(line, bucket.id, edits)}
          onChange={(qty) => onEdit(bucket.id, typeof qty === 'number' ? qty : 0)}
        />
      </Box>
      <Stack gap={0} flex={1} miw={220} pt={4}>
        <Where bucket={bucket} unit={line.item.unit} />
        <Text size="sm" c="dimmed">
          {why.list.map((one) => reason(why.kind, one)).join(' · ')}
        </Text>
      </Stack>
    </Group>
  );
}

/** A bucket that a rule keeps from this request. */
function Barred({
  bucket,
  unit,
  why,
}: {
  bucket: Bucket;
  unit: string;
  why: { code: string; figures: Readonly<Record<string, string | number>> };
}) {
  const reason = useReason();
  return (
    <Stack gap={0}>
      <Where bucket={bucket} unit={unit} />
      <Text size="sm" c="person">
        {reason('pass', why)}
      </Text>
    </Stack>
  );
}

import { useState } from 'react';
import type * as z from 'zod';
import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Box, Button, Checkbox, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import type { HandoverTold } from '../../contract/handovers.ts';
import { dueOf } from '../../domain/entitlement.ts';
import type { Verdict } from '../../domain/field/lane.ts';
import { nameIn, useWords } from '../words.tsx';
import { ProofChoice, shownAtFirst } from './ProofChoice.tsx';

export type Giving = Omit<z.input<typeof HandoverTold>, 'laneId'>;

/** What a household of a size is due, in words. */
export function DueLines({ pack, size, households = 1 }: { pack: LanePack; size: number; households?: number }) {
  const { qty } = useWords();
  const due = dueOf(pack.bands, size, households);
  return (
    <Stack gap={2}>
      {pack.items
        .filter((item) => (due.get(item.id) ?? 0) > 0)
        .map((item) => (
          <Text key={item.id} size="xl" fw={700}>
            {qty(due.get(item.id)!, item.unit)} · <bdi>{nameIn(item.names)}</bdi>
          </Text>
        ))}
    </Stack>
  );
}

/** Lines of a hand-over by the package. */
export const dueLines = (pack: LanePack, size: number, households = 1) =>
  [...dueOf(pack.bands, size, households)].flatMap(([itemId, qty]) => (qty ? [{ itemId, qty }] : []));

/** Green: what to give. Red: why not, and where to. What happens all the same is recorded all the same. */
export function VerdictStep({
  pack,
  verdict,
  hash,
  onGive,
  onBack,
}: {
  pack: LanePack;
  verdict: Verdict;
  hash: string | undefined;
  onGive: (giving: Giving, signature: Blob | null) => Promise<void>;
  onBack: () => void;
}) {
  const t = useT();
  const [collector, setCollector] = useState<'self' | 'alternate' | 'delegate'>('self');
  const [shown, setShown] = useState(() => shownAtFirst(hash !== undefined));
  const [busy, setBusy] = useState(false);
  const { token } = verdict;
  const give = async () => {
    if (!token) return;
    setBusy(true);
    const giving: Giving = {
      way: 'token',
      tokenHash: token.hash,
      size: token.size,
      lines: dueLines(pack, token.size),
      collector,
      // Of what was given all the same nothing is claimed that was not shown.
      proof: shown.given ? shown.proof : 'none',
    };
    await onGive(giving, shown.picture).finally(() => setBusy(false));
  };
  return (
    <Stack gap="md">
      <Box
        role="status"
        p="lg"
        style={{
          borderRadius: 6,
          color: '#fff',
          background: verdict.kind === 'green' ? 'var(--mantine-color-settled-filled)' : 'var(--mantine-color-person-filled)',
        }}
      >
        <Title order={2} size={40} c="inherit">
          {verdict.kind === 'green'
            ? t('assistance.field-persons', { persons: verdict.token.size })
            : t(`assistance.field-red-${verdict.why}`, { lane: verdict.lane ?? 0 })}
        </Title>
        {token && (
          <Text size="lg" c="inherit">
            {t('assistance.field-number', { number: token.number })}
          </Text>
        )}
        {token?.name && (
          <Text size="xl" c="inherit" dir="auto">
            {token.name}
          </Text>
        )}
        {verdict.kind === 'green' && <DueLines pack={pack} size={verdict.token.size} />}
        {verdict.kind === 'red' && <RedWords verdict={verdict} />}
      </Box>
      {verdict.kind === 'green' && (
        <>
          {/* Only a register names a second collector, and not for every household; a list of tokens knows of none. */}
          {(pack.register && verdict.token.alternate !== false ? (['alternate', 'delegate'] as const) : (['delegate'] as const)).map(
            (who) => (
              <Checkbox
                key={who}
                size="lg"
                label={t(`assistance.field-${who}`)}
                checked={collector === who}
                onChange={(event) => setCollector(event.currentTarget.checked ? who : 'self')}
              />
            ),
          )}
          <ProofChoice pack={pack} token={verdict.token} scanned={hash !== undefined} shown={shown} onChange={setShown} />
          {!shown.given && <Text>{t('assistance.field-proof-missing')}</Text>}
          <Button size="xl" h={88} loading={busy} disabled={!shown.given} onClick={() => void give()}>
            {t('assistance.field-hand-over')}
          </Button>
        </>
      )}
      <Button size="xl" variant={verdict.kind === 'green' ? 'default' : 'filled'} onClick={onBack}>
        {t(verdict.kind === 'green' ? 'assistance.field-not-now' : 'assistance.field-next')}
      </Button>
      {verdict.kind === 'red' && token && (
        <Button size="md" variant="subtle" color="person" loading={busy} onClick={() => void give()}>
          {t('assistance.field-given-all-the-same')}
        </Button>
      )}
    </Stack>
  );
}

function RedWords({ verdict }: { verdict: Extract<Verdict, { kind: 'red' }> }) {
  const t = useT();
  const intl = useIntl();
  const at = verdict.at && intl.formatDate(verdict.at, { hour: '2-digit', minute: '2-digit' });
  return (
    <Text size="lg" c="inherit">
      {at ? t('assistance.field-served-at', { at }) : t(`assistance.field-red-${verdict.why}-text`)}
    </Text>
  );
}

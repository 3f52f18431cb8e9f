import { useEffect, useState } from 'react';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { slowHash } from '#foundation/web/slow-hash.ts';
import { Button, Paper, SignaturePad, Stack, Text } from '#foundation/web/ui/index.ts';
import { PinPad } from '#foundation/web/ui/field/index.ts';
import { pinDigits, pinProof, pinTag, pinTries } from '#kernel/people/domain/household-pin.ts';
import type { LanePack, LaneToken } from '../../contract/field/lane.ts';
import type { Proof } from '../../contract/shared.ts';

/** Which proof it is to be, whether it was given, and the signature's picture. */
export interface Shown {
  readonly proof: Proof;
  readonly given: boolean;
  readonly picture: Blob | null;
}
/** Before anything is chosen: a card that was scanned is a proof in itself. */
export const shownAtFirst = (scanned: boolean): Shown => ({ proof: scanned ? 'token' : 'none', given: true, picture: null });

/** Whose PIN is tried, at which distribution: nobody tries a neighbour's card to the end, also not by opening the app anew. */
const triedAs = (pack: LanePack, token: LaneToken) => `household pin ${pack.eventId} ${token.hash}`;

/** Card, PIN, signature or none: each is enough, and none costs nobody the ration. */
export function ProofChoice({
  pack,
  token,
  scanned,
  shown,
  onChange,
}: {
  pack: LanePack;
  token: LaneToken;
  scanned: boolean;
  shown: Shown;
  onChange: (shown: Shown) => void;
}) {
  const t = useT();
  const ways: readonly Proof[] = [
    ...(scanned ? (['token'] as const) : []),
    ...(token.pin && pack.pinKey ? (['pin'] as const) : []),
    'signature',
    'sheet',
    'none',
  ];
  const choose = (proof: Proof) => onChange({ proof, given: proof !== 'pin' && proof !== 'signature', picture: null });
  return (
    <Stack gap="sm">
      <div role="group" aria-label={t('assistance.field-proof')}>
        <Text fw={600} mb={6}>
          {t('assistance.field-proof')}
        </Text>
        <div style={{ display: 'grid', gap: 10, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
          {ways.map((one) => (
            <Button
              key={one}
              h="auto"
              mih={56}
              py={8}
              size="md"
              variant={shown.proof === one ? 'filled' : 'default'}
              aria-pressed={shown.proof === one}
              styles={{ label: { whiteSpace: 'normal', lineHeight: 1.25, height: 'auto' } }}
              onClick={() => choose(one)}
            >
              {t(one === 'none' ? 'assistance.field-no-proof' : `assistance.field-proof-${one}`)}
            </Button>
          ))}
        </div>
      </div>
      {shown.proof === 'pin' && (
        <PinAsk pack={pack} token={token} given={shown.given} onRight={() => onChange({ ...shown, given: true })} />
      )}
      {shown.proof === 'signature' && (
        <SignaturePad
          label={t('assistance.field-sign-first')}
          named={false}
          value={{ name: '', picture: shown.picture }}
          onChange={({ picture }) => onChange({ ...shown, picture, given: picture !== null })}
        />
      )}
    </Stack>
  );
}

/** The PIN, typed by whoever collects. After three wrong ones another proof serves. */
function PinAsk({ pack, token, given, onRight }: { pack: LanePack; token: LaneToken; given: boolean; onRight: () => void }) {
  const t = useT();
  const { mission, tries } = useField();
  const [left, setLeft] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const what = triedAs(pack, token);
  useEffect(() => {
    let wanted = true;
    void tries.made(what).then((made) => wanted && setLeft(pinTries - made));
    return () => {
      wanted = false;
    };
  }, [tries, what]);
  const take = async (pin: string) => {
    setBusy(true);
    // Counted before it is looked at; a phone that cannot count any more, for want of room, looks at none.
    const made = await tries.note(what).catch(() => pinTries + 1);
    try {
      const right = made <= pinTries && (await pinTag(await pinProof(pin, mission.slug, slowHash), pack.pinKey!)) === token.pin;
      if (!right) return setLeft(pinTries - made);
      await tries.forget(what);
      onRight();
    } finally {
      setBusy(false);
    }
  };
  if (given)
    return (
      <Text size="lg" fw={600} c="settled" role="status">
        {t('assistance.field-pin-right')}
      </Text>
    );
  if (left === null) return null;
  if (left <= 0)
    return (
      <Text c="person" role="alert">
        {t('assistance.field-pin-over')}
      </Text>
    );
  return (
    <Paper withBorder p="sm">
      <Text mb="xs">{t('assistance.field-pin-ask')}</Text>
      {left < pinTries && (
        <Text c="person" role="alert" mb="xs">
          {t('assistance.field-pin-wrong', { left })}
        </Text>
      )}
      <PinPad shortest={pinDigits.shortest} longest={pinDigits.longest} busy={busy} onPin={(pin) => void take(pin)} />
    </Paper>
  );
}

import { useEffect, useState } from 'react';
import { useField } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, PhotoTaker, Stack, Text, Title } from '#foundation/web/ui/index.ts';
import { closeLane } from '../../contract/day.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import { laneCode } from '../../domain/field/lane.ts';
import type { LaneNow } from '../../domain/field/lane.ts';

/** A QR picture as an address for `<img>`; the drawing library is loaded when it is asked for. */
async function pictureOf(text: string): Promise<string> {
  const { drawingSVG, qrcode } = await import('bwip-js/browser');
  const svg = qrcode({ bcid: 'qrcode', text, scale: 4, paddingwidth: 8, paddingheight: 8, backgroundcolor: 'FFFFFF' }, drawingSVG());
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/** The lane serves nobody any more; its served numbers go to the other phones by a code, without network. */
export function CloseStep({ pack, now, onBack }: { pack: LanePack; now: LaneNow; onBack: () => void }) {
  const t = useT();
  const field = useField();
  const numbers = pack.tokens.filter((token) => now.given.has(token.hash)).map((token) => token.number);
  const code = laneCode(pack.eventId, pack.lane, numbers);
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let open = true;
    void pictureOf(code).then((found) => open && setPicture(found));
    return () => {
      open = false;
    };
  }, [code]);
  const [photos, setPhotos] = useState<readonly Blob[]>([]);
  const [thumbMarks, setThumbMarks] = useState(false);
  const close = () =>
    field.record(
      closeLane,
      { eventId: pack.eventId, laneId: pack.laneId },
      { subject: { kind: 'assistance-event', id: pack.eventId }, title: pack.number, photos: [...photos], thumbMarks },
    );
  return (
    <Stack gap="md">
      <Title order={2}>{t('assistance.field-lane', { lane: pack.lane })}</Title>
      {!now.closed && (
        <>
          <Text size="lg">{t('assistance.field-close-text')}</Text>
          <Text>{t('assistance.field-sheet-photo')}</Text>
          <PhotoTaker photos={photos} onChange={setPhotos} />
          {photos.length > 0 && (
            <Checkbox
              size="lg"
              label={t('files.thumb-marks')}
              description={t('files.thumb-marks-hint')}
              checked={thumbMarks}
              onChange={(event) => setThumbMarks(event.currentTarget.checked)}
            />
          )}
          <Button size="xl" onClick={() => void close()}>
            {t('command.assistance.close-lane')}
          </Button>
        </>
      )}
      {now.closed && pack.admits === 'list' && (
        <>
          <Text size="lg">{t('assistance.field-code-text')}</Text>
          {picture && (
            <img
              src={picture}
              alt={t('assistance.field-code-alt', { count: numbers.length })}
              style={{ width: '100%', maxWidth: 360, alignSelf: 'center' }}
            />
          )}
        </>
      )}
      <Button size="xl" variant="default" onClick={onBack}>
        {t('assistance.field-back')}
      </Button>
    </Stack>
  );
}

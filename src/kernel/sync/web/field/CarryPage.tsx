import { useEffect, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { BigButton, FieldNotice, FieldSection, Quiet } from '#foundation/web/ui/field/index.ts';
import { newId } from '#foundation/new-id.ts';
import { qrPicture } from '../invitation.ts';
import { carriedOf, codesOf, fileText } from '../phone/carry.ts';
import type { Carried } from '../phone/carry.ts';
import { TakeIn } from './TakeIn.tsx';
import { usePhone } from './use-phone.ts';

/** How long one code of a series stands, in milliseconds: a slow camera reads it twice. */
const codeStands = 1_600;

/** Records leave by hand: as a file, or as codes that another phone scans. Whoever carries them cannot read them. */
export default function CarryPage() {
  const t = useT();
  const phone = usePhone();
  const [carried, setCarried] = useState<Carried | null>(null);
  useEffect(() => {
    void carriedOf(phone.store, phone.mission.slug, [phone.open.space]).then(setCarried);
  }, [phone]);
  if (!carried) return null;
  return (
    <>
      {carried.items.length === 0 ? <FieldNotice>{t('sync.field-carry-none')}</FieldNotice> : <Give carried={carried} />}
      <TakeIn />
    </>
  );
}

function Give({ carried }: { carried: Carried }) {
  const t = useT();
  const [codes, setCodes] = useState(false);
  return (
    <>
      <p style={{ margin: 0 }}>{t('sync.field-carry-text', { count: carried.items.length })}</p>
      <BigButton onClick={() => saveFile(fileText(carried))}>{t('sync.field-carry-file')}</BigButton>
      {codes ? <Series carried={carried} /> : <BigButton onClick={() => setCodes(true)}>{t('sync.field-carry-codes')}</BigButton>}
      <Quiet>{t('sync.field-carry-after')}</Quiet>
    </>
  );
}

/** A file whose name says nothing. */
function saveFile(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = `data-${new Date().toISOString().slice(0, 10)}.kvf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function Series({ carried }: { carried: Carried }) {
  const t = useT();
  const [texts] = useState(() => codesOf(carried, newId().slice(-6)));
  const [at, setAt] = useState(0);
  const [runs, setRuns] = useState(true);
  const [picture, setPicture] = useState('');
  useEffect(() => {
    void qrPicture(texts[at]!).then(setPicture);
  }, [texts, at]);
  useEffect(() => {
    if (!runs || texts.length === 1) return undefined;
    const timer = setInterval(() => setAt((before) => (before + 1) % texts.length), codeStands);
    return () => clearInterval(timer);
  }, [runs, texts.length]);
  const words = t('sync.field-code-of', { number: at + 1, of: texts.length });
  return (
    <>
      <FieldSection>{words}</FieldSection>
      {picture && <img src={picture} alt={words} style={{ width: '100%', maxWidth: 420, alignSelf: 'center', background: '#fff' }} />}
      {texts.length > 1 && (
        <>
          <BigButton kind="quiet" onClick={() => setRuns(!runs)}>
            {t(runs ? 'sync.field-codes-stop' : 'sync.field-codes-go')}
          </BigButton>
          <BigButton
            kind="quiet"
            onClick={() => {
              setRuns(false);
              setAt((at + 1) % texts.length);
            }}
          >
            {t('sync.field-next-code')}
          </BigButton>
        </>
      )}
    </>
  );
}

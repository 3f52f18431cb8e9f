import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, LineScanner, Scanner, Select, Stack, TextInput } from '#foundation/web/ui/index.ts';
import { fillFromCode, fillFromPaper } from '../../domain/field/draft.ts';
import type { PersonDraft } from '../../domain/field/draft.ts';
import { identifierTypes } from '../../domain/identifiers.ts';
import { readMrz } from '../../domain/mrz.ts';
import { paperChooser, paperLayouts } from '../../domain/paper-lines.ts';
import type { StepProps } from './PersonSteps.tsx';

/** A paper, if there is one: its lines fill the name, sex and birthday; another code fills the number. */
export function PaperStep({ person, today, onChange }: StepProps) {
  const t = useT();
  const [told, setTold] = useState<{ tone: 'settled' | 'waiting'; key: string } | null>(null);
  const [reading, setReading] = useState<'lines' | 'code' | null>(null);
  const [choose] = useState(paperChooser);
  const take = (text: string) => {
    const paper = readMrz(text, today);
    // Lines with a slip in them are no number.
    if (!paper && (text.includes('<<') || reading === 'lines')) {
      setTold({ tone: 'waiting', key: 'people.field-paper-unread' });
      return false;
    }
    onChange(paper ? fillFromPaper(person, paper) : fillFromCode(person, text));
    // The fields are what there is to look at now.
    setReading(null);
    setTold(
      paper
        ? { tone: paper.holds ? 'settled' : 'waiting', key: paper.holds ? 'people.field-paper-read' : 'people.field-paper-unsure' }
        : { tone: 'settled', key: 'people.field-number-read' },
    );
    return true;
  };
  const begin = (kind: 'lines' | 'code') => {
    setTold(null);
    setReading(kind);
  };
  return (
    <Stack gap="md">
      {reading !== 'lines' && (
        <Button size="xl" variant="default" onClick={() => begin('lines')}>
          {t('people.field-read-lines')}
        </Button>
      )}
      {reading !== 'code' && (
        <Button size="xl" variant="default" onClick={() => begin('code')}>
          {t('people.field-scan-paper')}
        </Button>
      )}
      {reading === 'lines' && (
        <LineScanner layouts={paperLayouts} choose={choose} onLines={take} manualLabel={t('people.field-type-lines')} />
      )}
      {reading === 'code' && (
        <Scanner
          formats={['qr_code', 'pdf417', 'data_matrix', 'code_128', 'code_39', 'aztec']}
          hint={t('people.field-paper-hint')}
          manualLabel={t('people.field-paper-zone')}
          onCode={(code) => take(code.text)}
        />
      )}
      {told && <Alert color={told.tone}>{t(told.key)}</Alert>}
      <NumberFields person={person} onChange={onChange} />
    </Stack>
  );
}

function NumberFields({ person, onChange }: Pick<StepProps, 'person' | 'onChange'>) {
  const t = useT();
  return (
    <>
      <Select
        size="lg"
        clearable
        label={t('people.field-paper-kind')}
        data={identifierTypes.map((value) => ({ value, label: t(`people.identifier-${value}`) }))}
        value={person.idType}
        onChange={(value) => onChange({ ...person, idType: value as PersonDraft['idType'] })}
      />
      <TextInput
        size="lg"
        dir="ltr"
        autoComplete="off"
        label={t('people.field-number')}
        value={person.idNumber}
        onChange={(event) => onChange({ ...person, idNumber: event.currentTarget.value })}
      />
      <TextInput
        size="lg"
        dir="ltr"
        inputMode="tel"
        autoComplete="off"
        label={t('people.field-phone')}
        value={person.phone}
        onChange={(event) => onChange({ ...person, phone: event.currentTarget.value })}
      />
    </>
  );
}

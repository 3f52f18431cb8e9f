import { useState } from 'react';
import type { CommandDef, Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { CommandForm, Modal, Select, Text, tell } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import {
  adjustCauses,
  adjustStock,
  askRelease,
  moveStock,
  quarantineStock,
  transferCustody,
  transferTitle,
} from '../../contract/stores/documents.ts';
import { reserveQuick } from '../../contract/stores/keeping.ts';
import { transferBetweenGrants } from '../../contract/stores/grant-transfers.ts';
import { lendBetweenGrants } from '../../contract/stores/loans.ts';
import type { Chosen } from './Basket.tsx';
import { KeeperPicker } from './KeeperPicker.tsx';
import { ConsentField, meantFields } from './TransferFields.tsx';
import { StorePhotoWaiver } from '../PhotoWaiver.tsx';
import { PhotoField } from './Photos.tsx';
import { OwnerField } from './OwnerField.tsx';

export type Work = 'move' | 'quarantine' | 'release' | 'adjust' | 'title' | 'custody' | 'lend' | 'transfer' | 'reserve';
/** What may become of goods in the hand, the daily first. */
export const works: readonly { readonly work: Work; readonly command: string }[] = [
  { work: 'move', command: moveStock.name },
  { work: 'quarantine', command: quarantineStock.name },
  { work: 'release', command: askRelease.name },
  { work: 'adjust', command: adjustStock.name },
  { work: 'reserve', command: reserveQuick.name },
  { work: 'lend', command: lendBetweenGrants.name },
  { work: 'transfer', command: transferBetweenGrants.name },
  { work: 'custody', command: transferCustody.name },
  { work: 'title', command: transferTitle.name },
];

interface DialogProps {
  readonly work: Work;
  readonly storeId: string;
  readonly chosen: readonly Chosen[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks what a piece of work needs besides the goods, and sends it as one document. */
export function WorkDialog({ work, storeId, chosen, onClose, onDone }: DialogProps) {
  const t = useT();
  const [documentId] = useState(() => newId());
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const spec = useSpec(work, storeId, chosen);
  const fixed = spec.fixed(documentId, values);
  const done = (outcome: Outcome) => {
    const result = outcome.state === 'applied' ? (outcome.result as { state?: string; number?: string }) : {};
    tell(
      t(result.state === 'asked' || work === 'lend' || work === 'transfer' ? 'supply.asked-second' : 'supply.saved', {
        number: result.number ?? '',
      }),
    );
    onDone();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t(`command.${spec.def.name}`)}>
      <Text size="sm" c="dimmed" mb="md">
        {t(`supply.work-${work}`, { count: chosen.length })}
      </Text>
      <CommandForm
        def={spec.def}
        fields={spec.fields}
        fixed={fixed}
        initial={spec.initial}
        onValues={setValues}
        onDone={done}
        onCancel={onClose}
      />
    </Modal>
  );
}

interface Spec {
  readonly def: CommandDef;
  readonly fields: readonly FieldSpec[];
  readonly initial: Readonly<Record<string, unknown>>;
  fixed(documentId: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

const taken = (chosen: readonly Chosen[]) => chosen.map(({ row, qty }) => ({ at: row.at, row: row.key, qty: qty as number }));

function useSpec(work: Work, storeId: string, chosen: readonly Chosen[]): Spec {
  const t = useT();
  const f = useFields(storeId, chosen);
  const base = (documentId: string) => ({ documentId, placeId: storeId, lines: taken(chosen) });
  const headOnly = (documentId: string) => ({ documentId, placeId: storeId });
  switch (work) {
    case 'move':
      return { def: moveStock as never, fields: [f.target({ under: storeId }), f.note], initial: {}, fixed: headOnly };
    case 'custody':
      return { def: transferCustody as never, fields: [f.keeper, f.reference, f.reason, f.photos], initial: {}, fixed: headOnly };
    case 'quarantine':
      return { def: quarantineStock as never, fields: [f.to, f.reason, f.photos], initial: {}, fixed: base };
    case 'release':
      return { def: askRelease as never, fields: [f.as, f.to, f.reason, f.photos], initial: { as: 'good' }, fixed: base };
    case 'title':
      return {
        def: transferTitle as never,
        fields: [f.owner, f.reference, f.reason, f.photos],
        initial: { toOwner: 'government' },
        fixed: base,
      };
    case 'reserve':
      return { def: reserveQuick as never, fields: [f.purpose], initial: {}, fixed: () => ({ placeId: storeId, lines: taken(chosen) }) };
    case 'adjust':
      return {
        def: adjustStock as never,
        fields: [f.cause, f.reason, f.photos],
        initial: { cause: 'damaged' },
        fixed: (documentId, values) => ({
          documentId,
          placeId: storeId,
          lines: taken(chosen).map(({ at, row, qty }) => ({ at, row, change: values['cause'] === 'found' ? qty : -qty })),
        }),
      };
    case 'lend':
      return {
        def: lendBetweenGrants as never,
        fields: [f.toGrant, f.agreement, f.dueOn, f.reason, f.photos],
        initial: {},
        fixed: (loanId) => ({ loanId, placeId: storeId, fromGrant: chosen[0]!.row.at.grant, lines: taken(chosen) }),
      };
    case 'transfer':
      return {
        def: transferBetweenGrants as never,
        fields: [f.toGrant, f.consent, f.consentFile, f.reason, ...meantFields(t)],
        initial: {},
        fixed: (documentId) => ({ ...base(documentId), fromGrant: chosen[0]!.row.at.grant }),
      };
  }
}

function useFields(storeId: string, chosen: readonly Chosen[]) {
  const t = useT();
  const text = (name: string, label: string, required = true): FieldSpec => ({ name, kind: 'text', label, required });
  return {
    target: (only: Record<string, string>): FieldSpec => ({
      name: 'lines',
      kind: 'own',
      label: t('supply.put-at'),
      render: (field) => <LinesTo {...field} chosen={chosen} only={only} />,
    }),
    keeper: {
      name: 'lines',
      kind: 'own',
      label: t('supply.hand-over-at'),
      render: ({ onChange, value: _value, ...field }) => (
        <KeeperPicker {...field} storeId={storeId} onPick={(place) => onChange(linesTo(chosen, place))} />
      ),
    } as FieldSpec,
    to: {
      name: 'to',
      kind: 'own',
      label: t('supply.put-at-or-stay'),
      render: ({ id, label, error, value, onChange }) => (
        <RecordPicker
          kind="stock-place"
          id={id}
          label={label}
          error={error}
          value={typeof value === 'string' ? value : ''}
          only={{ under: storeId }}
          onChange={onChange}
        />
      ),
    } as FieldSpec,
    note: text('note', t('field.note'), false),
    reason: { name: 'reason', kind: 'long', label: t('field.reason'), required: true } as FieldSpec,
    reference: text('reference', t('supply.paper-number')),
    consent: text('consent', t('supply.consent-reference'), false),
    consentFile: {
      name: 'consentFileId',
      kind: 'own',
      label: t('supply.consent-file'),
      render: ({ value, onChange }) => <ConsentField value={typeof value === 'string' ? value : ''} onChange={onChange} />,
    } as FieldSpec,
    agreement: text('agreement', t('column.supply.list-loans.agreement')),
    purpose: text('purpose', t('column.supply.list-quick-reserves.purpose')),
    dueOn: { name: 'dueOn', kind: 'date', label: t('column.supply.list-loans.dueOn'), required: true } as FieldSpec,
    cause: choice(
      'cause',
      t('supply.cause'),
      adjustCauses.map((value) => ({ value, label: t(`supply.cause-${value}`) })),
    ),
    as: choice(
      'as',
      t('supply.release-as'),
      (['good', 'damaged'] as const).map((value) => ({ value, label: t(`goods.condition-${value}`) })),
    ),
    owner: { name: 'toOwner', kind: 'own', label: t('supply.new-owner'), render: (field) => <OwnerField {...field} /> } as FieldSpec,
    toGrant: {
      name: 'toGrant',
      kind: 'own',
      label: t('column.supply.list-loans.toCode'),
      required: true,
      render: ({ id, label, error, value, onChange }) => (
        <RecordPicker kind="grant" id={id} label={label} error={error} value={typeof value === 'string' ? value : ''} onChange={onChange} />
      ),
    } as FieldSpec,
    photos: {
      name: 'photos',
      kind: 'own',
      label: t('supply.photos'),
      render: ({ value, onChange }) => (
        <>
          <StorePhotoWaiver placeId={storeId} />
          <PhotoField photos={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />
        </>
      ),
    } as FieldSpec,
  };
}

const linesTo = (chosen: readonly Chosen[], place: string | undefined) =>
  place ? taken(chosen).map((line) => ({ ...line, to: place })) : undefined;

/** Where all of it goes: the lines themselves bear the place. */
function LinesTo({
  id,
  label,
  error,
  onChange,
  chosen,
  only,
}: {
  id: string;
  label: string;
  error: string | undefined;
  onChange: (lines: unknown) => void;
  chosen: readonly Chosen[];
  only: Record<string, string>;
}) {
  const [to, setTo] = useState('');
  return (
    <RecordPicker
      kind="stock-place"
      id={id}
      label={label}
      error={error}
      value={to}
      only={only}
      onChange={(place) => {
        setTo(place ?? '');
        onChange(linesTo(chosen, place));
      }}
    />
  );
}

/** A choice that is never empty. */
function choice(name: string, label: string, choices: readonly { value: string; label: string }[]): FieldSpec {
  return {
    name,
    kind: 'own',
    label,
    render: ({ id, error, value, onChange }) => (
      <Select
        id={id}
        label={label}
        error={error}
        allowDeselect={false}
        data={[...choices]}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
      />
    ),
  };
}

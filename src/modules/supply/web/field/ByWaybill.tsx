import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import type { ReadCode } from '#foundation/scan.ts';
import { useField, useFieldQueue } from '#foundation/web/field.ts';
import type { QueuedRecord } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Scanner, Stack, Text, Title, useStep } from '#foundation/web/ui/index.ts';
import type { StorePack } from '../../contract/field/store.ts';
import type { WaybillCode } from '../../contract/transport/field.ts';
import { receiveByWaybill } from '../../contract/transport/field.ts';
import { countOf, isSaid, linesOfCode } from '../../domain/field/receipt.ts';
import { nameIn } from '../transport/words.tsx';
import { keepSignatures, picturesOf, signedInput } from './draft.ts';
import type { Receipt } from './draft.ts';
import { Act, OwnRecords, Step } from './parts.tsx';
import { PaperByHand } from './PaperByHand.tsx';
import { ProofButton } from './ProofStep.tsx';
import { Receiving } from './Receiving.tsx';
import { contentOf, readWaybill } from './waybill.ts';
import type { Paper, ReadPaper } from './waybill.ts';

/** The paper in hand, kept while the app is open: a step back does not lose it. */
const inHand: { paper: Paper | null } = { paper: null };

export function ByWaybill({ store }: { store: StorePack }) {
  const t = useT();
  const [step, go] = useStep<string>();
  const [trouble, setTrouble] = useState<Exclude<ReadPaper['kind'], 'paper'> | null>(null);
  const records = useFieldQueue({ names: [receiveByWaybill.name] });
  // A paper that was received still lies before the camera: it is not read a second time by itself.
  const [resting, setResting] = useState(false);
  const { paper } = inHand;
  const open = (next: Paper) => {
    inHand.paper = next;
    setTrouble(null);
    go('receive');
  };
  const take = async (code: ReadCode) => {
    const read = await readWaybill(code, store.keys);
    if (read.kind === 'paper') open(read.paper);
    else setTrouble(read.kind);
    return read.kind === 'paper';
  };
  if (step === 'hand') return <PaperByHand store={store} onBack={() => go(null)} onPaper={open} />;
  if (step?.startsWith('receive') && paper)
    return <ReceivePaper store={store} paper={paper} step={step} go={go} records={records} onKept={() => setResting(true)} />;
  return (
    <Stack gap="md">
      <Title order={2} size="h1">
        <bdi>{nameIn(store.place)}</bdi>
      </Title>
      <Text size="lg">{t('supply.field-store-text')}</Text>
      {trouble && (
        <Alert color="person" role="alert" title={t(`supply.field-paper-${trouble}`)}>
          {t(`supply.field-paper-${trouble}-text`)}
        </Alert>
      )}
      {resting ? (
        <Button size="xl" onClick={() => setResting(false)}>
          {t('supply.field-scan-another')}
        </Button>
      ) : (
        <Scanner formats={['qr_code']} hint={t('supply.field-scan-waybill')} manualLabel={t('supply.field-type-code')} onCode={take} />
      )}
      <Act label={t('supply.field-paper-hand')} onClick={() => go('hand')} />
      {records.map((record) => (
        <Proof key={record.id} record={record} store={store} />
      ))}
      <OwnRecords records={records} />
    </Stack>
  );
}

function ReceivePaper({
  store,
  paper,
  step,
  go,
  records,
  onKept,
}: {
  store: StorePack;
  paper: Paper;
  step: string;
  go: (step: string | null) => void;
  records: readonly QueuedRecord[];
  onKept: () => void;
}) {
  const t = useT();
  const field = useField();
  const { content } = paper;
  const lines = linesOfCode(content, store.items);
  const before = records.find((record) => record.input['waybill'] === content.n && record.state !== 'refused');
  const keep = async (receipt: Receipt) => {
    const deliveryId = newId(field.now().getTime());
    keepSignatures(deliveryId, receipt);
    const input = {
      deliveryId,
      documentId: newId(field.now().getTime()),
      waybill: content.n,
      ...(paper.code ? { code: paper.code } : {}),
      // Where it really is, when that is not where the paper sends it.
      ...(content.t === store.place.code ? {} : { placeId: store.place.id }),
      ...(receipt.ofRefused ? { ofRefused: true } : {}),
      lines: lines
        .filter((line) => isSaid(receipt.said[line.key]))
        .map((line) => ({ lineNo: line.lineNo, item: line.code, ...countOf(receipt.said[line.key]!) })),
      ...signedInput(receipt),
    };
    await field.record(receiveByWaybill, input, {
      subject: { kind: 'delivery', id: deliveryId },
      title: content.n,
      photos: picturesOf(receipt),
    });
    inHand.paper = null;
    onKept();
    go(null);
  };
  const warnings = [
    paper.doubtful && 'doubtful',
    content.t !== store.place.code && content.t !== '' && 'elsewhere',
    before && 'again',
  ].filter((one): one is string => typeof one === 'string');
  return (
    <Stack gap="md">
      {step === 'receive' &&
        warnings.map((warning) => (
          <Alert key={warning} color="waiting" role="status">
            {t(`supply.field-paper-${warning}-text`, { place: content.t, here: store.place.code })}
          </Alert>
        ))}
      {lines.length === 0 ? (
        <Step title={content.n} onBack={() => go(null)}>
          <Text>{t('supply.field-paper-empty')}</Text>
        </Step>
      ) : (
        <Receiving id={content.n} title={content.n} lines={lines} step={step} go={go} onKeep={keep} waived={store.waived} asksRefused />
      )}
    </Stack>
  );
}

/** What was received by a waybill here, with its proof: the lines come from the code that was read. */
function Proof({ record, store }: { record: QueuedRecord; store: StorePack }) {
  const byCode = new Map(store.items.map((item) => [item.code, item]));
  const counts = record.input['lines'] as readonly { lineNo: number; item: string; good: number; damaged: number; refused?: number }[];
  const sent = new Map((sentOf(record)?.l ?? []).map(([lineNo, , qty, lot]) => [lineNo, { qty, lot }]));
  const lines = counts.map(({ lineNo, item, good, damaged, refused }) => ({
    item: byCode.get(item),
    code: item,
    lot: sent.get(lineNo)?.lot ?? null,
    sent: record.input['ofRefused'] === true ? null : (sent.get(lineNo)?.qty ?? null),
    good,
    damaged,
    refused,
  }));
  return (
    <ProofButton
      of={{
        record,
        waybill: String(record.input['waybill']),
        place: nameIn(store.place),
        plate: null,
        near: store.country === 'TUR',
        lines,
      }}
    />
  );
}

function sentOf(record: QueuedRecord): WaybillCode | undefined {
  const { code } = record.input;
  return typeof code === 'string' ? contentOf(code) : undefined;
}

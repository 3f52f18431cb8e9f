import { useState } from 'react';
import { useField } from '#foundation/web/field.ts';
import type { Fix, Signed } from '#foundation/web/ui/index.ts';
import type { Said } from '../../domain/field/receipt.ts';

/** What is half done stays while the app is open, whatever page is looked at meanwhile; in memory only, never on the disk. */
const drafts = new Map<string, unknown>();

/** A draft of one piece of work, of one person: several use one phone. `clear` once it was kept. */
export function useDraft<T>(work: string, initial: T): [T, (change: Partial<T>) => void, () => void] {
  const key = `${useField().person.userId} ${work}`;
  const [value, setValue] = useState<T>(() => (drafts.get(key) as T | undefined) ?? initial);
  const change = (part: Partial<T>) =>
    setValue((now) => {
      const next = { ...now, ...part };
      drafts.set(key, next);
      return next;
    });
  const clear = () => {
    drafts.delete(key);
    setValue(initial);
  };
  return [value, change, clear];
}

/** What a receipt on a phone comes to before it is kept. */
export interface Receipt {
  readonly said: Readonly<Record<string, Said>>;
  readonly photos: readonly Blob[];
  readonly receiver: Signed;
  readonly transporter: Signed;
  readonly point: Fix | undefined;
  readonly note: string;
  /** It had been refused before, and is taken in after all. */
  readonly ofRefused: boolean;
}
const nobody: Signed = { name: '', picture: null };
export const emptyReceipt: Receipt = {
  said: {},
  photos: [],
  receiver: nobody,
  transporter: nobody,
  point: undefined,
  note: '',
  ofRefused: false,
};

/** What a receipt says besides its lines, as commands take it. */
export function signedInput(receipt: Receipt) {
  const names = { receiver: receipt.receiver.name.trim(), transporter: receipt.transporter.name.trim() };
  return {
    signatures: (['receiver', 'transporter'] as const).flatMap((role) => (names[role] ? [{ role, name: names[role] }] : [])),
    ...(receipt.point ? { point: receipt.point } : {}),
    ...(receipt.note.trim() ? { note: receipt.note.trim() } : {}),
  };
}

/** Its photos, the signatures among them: each picture bears the name beneath it. */
export const picturesOf = (receipt: Receipt): Blob[] => [
  ...receipt.photos,
  ...[receipt.receiver.picture, receipt.transporter.picture].filter((picture) => picture !== null),
];

interface Pictures {
  readonly receiver: Blob | null;
  readonly transporter: Blob | null;
}
const signed = new Map<string, Pictures>();
/** Signatures of a delivery, for its proof while the app is open; afterwards they lie sealed with the record. */
export const keepSignatures = (deliveryId: string, { receiver, transporter }: Receipt): void =>
  void signed.set(deliveryId, { receiver: receiver.picture, transporter: transporter.picture });
export const signaturesOf = (deliveryId: string): Pictures | undefined => signed.get(deliveryId);

import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ComponentType } from 'react';
import type * as z from 'zod';
import type { CommandDef } from '../command.ts';
import { useIntl } from 'react-intl';
import { packTitle } from '../pack.ts';
import type { PackDef, PackOffer } from '../pack.ts';
import type { Figures } from '../problem.ts';

/**
 * The field face as modules see it. What a person records is kept on the phone before anything else happens, and a screen
 * shows pack and own records folded together, never a server's answer. The app fills the port from kernel/sync.
 */
export interface FieldPort {
  /** Keeps a signed record on this phone; resolves when it cannot be lost any more, whether or not there is a network. */
  record<I extends z.ZodObject, R extends z.ZodType>(
    def: CommandDef<I, R>,
    input: z.input<I>,
    options?: RecordOptions,
  ): Promise<QueuedRecord>;
  /** A pack on this phone; the same object until something about it changes. */
  pack(name: string, version: number, id: string): PackView;
  /** Takes a pack anew, or for the first time. @throws ClientProblem */
  take(name: string, params: Readonly<Record<string, unknown>>): Promise<void>;
  /** What this phone recorded and still knows, oldest first; the same list until something changes. */
  queue(): readonly QueuedRecord[];
  subscribe(listener: () => void): () => void;
  /** The server's time as far as this phone knows it: never the phone's own clock, which may be days wrong. */
  now(): Date;
  /** For whom the phone is unlocked. */
  readonly person: { readonly userId: string; readonly name: string };
  readonly mission: { readonly slug: string; readonly name: string; readonly practice: boolean };
  readonly tries: FieldTries;
  /** Opens a page below `/field`: `/queue`, `/supply.trip/<pack id>`. */
  go(path: string): void;
}

/** Tries that this phone counts, encrypted: closing the app forgets none of them, some weeks do. */
export interface FieldTries {
  /** How many were made of this. */
  made(what: string): Promise<number>;
  /** One more; resolves to how many there are once it cannot be forgotten. */
  note(what: string): Promise<number>;
  /** The right one was found: the next time begins anew. */
  forget(what: string): Promise<void>;
}

export interface RecordOptions {
  /** When it happened, when not now. */
  readonly occurredAt?: Date;
  /** The record it is about: the queue is filtered by it, and photos are hung to it. */
  readonly subject?: { readonly kind: string; readonly id: string };
  /** Made smaller here, sent in pieces after the record, then hung to the subject. */
  readonly photos?: readonly Blob[];
  /** There are thumb-marks on the photos: they are sealed and deleted in time. */
  readonly thumbMarks?: boolean;
  /** What the queue says of it in one line: a number, a place. Never a person's name. */
  readonly title?: string;
}

/**
 * `kept` on this phone only; `sent`, and the server has it but no outcome yet; `applied`; `refused` with the reason; `waits`
 * for a person at the desk.
 */
export type RecordState = 'kept' | 'sent' | 'applied' | 'refused' | 'waits';

/** One record of this phone. */
export interface QueuedRecord {
  readonly id: string;
  /** The phone's own number for it; gapless. */
  readonly seq: number;
  readonly name: string;
  readonly version: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly title?: string;
  readonly state: RecordState;
  /** Why it was refused, or waits. */
  readonly why?: { readonly type: string; readonly figures?: Figures };
  /** What the server answered, once applied. */
  readonly result?: unknown;
  /** Photos of it that have not arrived yet. */
  readonly photosLeft: number;
}

export type PackView<D = unknown> =
  | { readonly state: 'reading' }
  /** Not on this phone, or of an older shape: to be taken when there is a network. */
  | { readonly state: 'absent' }
  /** Its end date has passed: it is not on this phone any more. */
  | { readonly state: 'over'; readonly title: string; readonly names?: PackOffer['names']; readonly until: string }
  | (PackOffer & { readonly state: 'ready'; readonly id: string; readonly madeAt: string; readonly version: string; readonly data: D });

/** One kind of work in the field: opened with one pack at `/field/<kind>/<pack id>`, or without one at `/field/<kind>`. */
export interface FieldTask {
  /** Name of the pack it works on, or of its own: `supply.trip`; also translation key of its name (`task.<kind>`). */
  readonly kind: `${string}.${string}`;
  /** Icon name as pages use them. */
  readonly icon: string;
  readonly order: number;
  readonly component: () => Promise<{ default: ComponentType<{ packId: string }> }>;
  /** What begins it where no pack is at hand: a scan, a tally. */
  readonly start?: () => Promise<{ default: ComponentType }>;
}

export const FieldContext = createContext<FieldPort | null>(null);

/** The unlocked phone; only screens below `/field` may ask. */
export function useField(): FieldPort {
  const field = useContext(FieldContext);
  if (!field) throw new Error('no field port: only pages below /field may ask');
  return field;
}

/** A pack on this phone; drawn again when it is taken anew or ends. */
export function usePack<P extends z.ZodObject, D extends z.ZodObject>(def: PackDef<P, D>, id: string): PackView<z.output<D>> {
  const field = useField();
  const view = () => field.pack(def.name, def.version, id);
  return useSyncExternalStore((listener) => field.subscribe(listener), view) as PackView<z.output<D>>;
}

/** What a pack is called in the language that the phone speaks now. */
export function usePackTitle(): (of: Pick<PackOffer, 'title' | 'names'>) => string {
  const { locale } = useIntl();
  return (of) => packTitle(of, locale.slice(0, 2));
}

export interface QueueFilter {
  readonly names?: readonly string[];
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly states?: readonly RecordState[];
}

/** What this phone recorded and still knows, oldest first: a screen folds it over its pack to show how things stand now. */
export function useFieldQueue(filter: QueueFilter = {}): readonly QueuedRecord[] {
  const field = useField();
  const all = useSyncExternalStore(
    (listener) => field.subscribe(listener),
    () => field.queue(),
  );
  const wanted = JSON.stringify(filter);
  return useMemo(() => chosen(all, JSON.parse(wanted) as QueueFilter), [all, wanted]);
}

/** The records that a filter asks for. */
export function chosen(all: readonly QueuedRecord[], { names, subject, states }: QueueFilter): readonly QueuedRecord[] {
  return all.filter(
    (one) =>
      (!names || names.includes(one.name)) &&
      (!subject || (one.subject?.kind === subject.kind && one.subject.id === subject.id)) &&
      (!states || states.includes(one.state)),
  );
}

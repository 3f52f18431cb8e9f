import type * as z from 'zod';
import type { Language } from '../i18n/server.ts';
import type { OwnBoundary } from '../own-boundaries.ts';
import type { Page, QueryDef } from '../query.ts';
import type { PaperPoint } from './map-picture.ts';

/** What a paper is made with: the asker's language and rights. */
export interface Press {
  readonly language: Language;
  t(key: string, values?: Readonly<Record<string, string | number | null>>): string;
  /** A message in all three languages, for papers that are read by several people. */
  three(key: string, values?: Readonly<Record<string, string | number | null>>): ThreeWords;
  /** A calendar day in words; nothing for none. */
  day(text: string | null): string;
  /** The day of a moment, by the mission's calendar. */
  dayOf(instant: string): string;
  /** A moment in the mission's time zone. */
  moment(text: string): string;
  number(value: number): string;
  /** Asks a query in the asker's name: what they may not read cannot come onto the paper. */
  ask<I extends z.ZodObject, O extends z.ZodType>(def: QueryDef<I, O>, input: z.input<I>): Promise<z.output<O>>;
  /** Every row of a list: a paper is never cut short. */
  askAll<I extends z.ZodObject, O extends z.ZodType<Page<unknown>>>(def: QueryDef<I, O>, input: z.input<I>): Promise<z.output<O>['rows']>;
  /** The same for what the paper can do without: undefined where the asker has no right to it. */
  askIfAllowed<I extends z.ZodObject, O extends z.ZodType>(def: QueryDef<I, O>, input: z.input<I>): Promise<z.output<O> | undefined>;
}

export interface PaperSection {
  readonly title: string;
  /** Said when there are no lines. */
  readonly none: string;
  readonly lines: readonly { readonly title: string; readonly detail: string }[];
}

/** The same words in the three languages. */
export type ThreeWords = Readonly<Record<Language, string>>;

export interface PaperMap {
  readonly bounds?: readonly [number, number, number, number];
  readonly points: readonly PaperPoint[];
  /** The mission's own boundaries. */
  readonly own?: readonly OwnBoundary[];
  /** Belongs to every map. */
  readonly disclaimer: string;
}

export interface RecordPaper {
  readonly template: 'record';
  readonly title: string;
  readonly subtitle?: string;
  /** The document's number, in the head of every page. */
  readonly number?: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly PaperSection[];
  readonly map?: PaperMap;
  /** Who signs below: one line each. */
  readonly signatures?: readonly string[];
  /** Names neither the mission nor who printed it: where being seen with them can harm. */
  readonly unnamed?: boolean;
}

export interface MapPaper {
  readonly template: 'map';
  readonly title: string;
  readonly subtitle?: string;
  readonly map: PaperMap;
  readonly legend: readonly { readonly group: string; readonly label: string }[];
  /** What an open circle means; said when there is one. */
  readonly vague: string;
  readonly unnamed?: boolean;
}

export interface FormColumn {
  readonly label: ThreeWords;
  readonly number?: boolean;
  /** Takes the room that is left. */
  readonly wide?: boolean;
}

export interface FormTable {
  readonly title?: ThreeWords;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly totals?: readonly string[];
  /** Said when there are no rows. */
  readonly none?: ThreeWords;
  /** Rows high enough to write in by hand. */
  readonly tall?: boolean;
}

/** An operational paper (waybill, packing list, count sheet): every label in three languages, from the same rows. */
export interface FormPaper {
  readonly template: 'form';
  readonly title: ThreeWords;
  readonly number?: string;
  /** Which copy it is, or whose. */
  readonly copy?: ThreeWords;
  /** Text of the QR code in the end corner: an address, or a code the mission signed. */
  readonly qr?: string;
  readonly facts: readonly { readonly label: ThreeWords; readonly value: string }[];
  readonly tables: readonly FormTable[];
  readonly notes?: readonly ThreeWords[];
  /** Boxes to sign in, with room for a stamp; `name` where it is known who. */
  readonly signatures?: readonly { readonly who: ThreeWords; readonly name?: string }[];
  readonly flipped?: boolean;
  readonly unnamed?: boolean;
}

/** One label: what is scanned, and the same for people. */
export interface Label {
  /** Large, to be read from two metres. */
  readonly code: string;
  readonly lines: readonly string[];
  readonly note: string;
  /** What stands in the QR code. */
  readonly scan: string;
}

/** Labels on a sheet, without head or foot: a carton travels, and says nothing of whose it is. */
export interface LabelsPaper {
  readonly template: 'labels';
  readonly title: string;
  readonly size: 'large' | 'small';
  readonly labels: readonly Label[];
}

export type AnyPaper = RecordPaper | MapPaper | FormPaper | LabelsPaper;

/** A paper that a room prints besides its lists; `POST /api/prints/<name>` makes it. */
export interface PaperSource {
  /** `room.noun`. */
  readonly name: `${string}.${string}`;
  readonly input: z.ZodObject;
  make(press: Press, input: never): Promise<AnyPaper>;
}

/** Declares a paper. It has no right of its own: it shows what the queries it asks answer to whoever prints it. */
export function definePaper<I extends z.ZodObject>(
  name: PaperSource['name'],
  input: I,
  make: (press: Press, input: z.output<I>) => Promise<AnyPaper>,
): PaperSource {
  return { name, input, make: make as PaperSource['make'] };
}

/** Facts without those that say nothing. */
export function factsOf(facts: readonly (readonly [string, string | null | undefined])[]): (readonly [string, string])[] {
  return facts.filter((fact): fact is readonly [string, string] => Boolean(fact[1]));
}

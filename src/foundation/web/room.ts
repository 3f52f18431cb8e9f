import type { ComponentType } from 'react';
import type { ClientPort } from './client.ts';
import type { Attention } from './attention.ts';
import type { FieldTask } from './field.ts';
import type { HomeCard } from './HomeCards.tsx';
import type { ListTool } from './ListTools.tsx';
import type { MapLayer } from './MapLayers.tsx';
import type { NameOf } from './RecordName.tsx';
import type { RecordPanel } from './RecordPanels.tsx';
import type { RecordPickerOf } from './RecordPicker.tsx';
import type { Language, WebSession } from './session.ts';

/** A record that the palette found: a name, what tells it from others of its name, and its page. */
export interface Found {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Icon name as pages use them. */
  readonly icon: string;
  readonly path: string;
}

/** Asks the server for records by what was typed; answers none when this person may not see any. */
export type Find = (ask: {
  readonly text: string;
  readonly client: ClientPort;
  readonly session: WebSession;
  readonly language: Language;
  readonly signal: AbortSignal;
}) => Promise<readonly Found[]>;

/**
 * A room's browser side: for each page of its manifest, the lazily loaded component (default export). It does not
 * import its `module.ts`: that would bring every contract into the first load. The app knows the pages from
 * `src/app/web/pages.gen.ts`, which `npm run generate` writes from the manifests.
 */
export interface WebRoom {
  /** The room's name, as in its manifest: its words load before any of its parts shows. */
  readonly name: string;
  /** Finds this room's records for the palette. */
  readonly find?: () => Promise<{ default: Find }>;
  /** Where a record of a kind is shown: lists of other rooms link there. */
  readonly subjects?: Readonly<Record<string, (id: string) => string>>;
  /** What this room adds to the head of every list (`#foundation/web/ListTools.tsx`). */
  readonly listTools?: Readonly<Record<string, () => Promise<{ default: ListTool }>>>;
  /** What this room shows beside the records of others (`#foundation/web/RecordPanels.tsx`). */
  readonly panels?: Readonly<Record<string, () => Promise<{ default: RecordPanel }>>>;
  /** Pickers of this room's records, by kind, for forms of rooms that may not import it (`#foundation/web/RecordPicker.tsx`). */
  readonly pickers?: Readonly<Record<string, () => Promise<{ default: RecordPickerOf }>>>;
  /** Names of this room's records by their ids, for pages of rooms that may not import it (`#foundation/web/RecordName.tsx`). */
  readonly names?: Readonly<Record<string, () => Promise<{ default: NameOf }>>>;
  /** What this room draws over the map (`#foundation/web/MapLayers.tsx`). */
  readonly mapLayers?: Readonly<Record<string, () => Promise<{ default: MapLayer }>>>;
  /** What of this room needs a person: lines on the first page (`#foundation/web/attention.ts`). */
  readonly attention?: () => Promise<{ default: Attention }>;
  /** What this room puts on the first page (`#foundation/web/HomeCards.tsx`). */
  readonly home?: Readonly<Record<string, () => Promise<{ default: HomeCard }>>>;
  /** Work in the field, offered below `/field` (`#foundation/web/field.ts`). */
  readonly fieldTasks?: readonly FieldTask[];
  readonly pages: Readonly<Record<string, () => Promise<{ default: ComponentType }>>>;
}

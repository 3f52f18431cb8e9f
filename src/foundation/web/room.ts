import type { ComponentType } from 'react';
import type { RecordPanel } from './RecordPanels.tsx';
import type { ModuleDef } from '../module.ts';

/** A room's browser side: for each page of its manifest, the lazily loaded component (default export). */
export interface WebRoom {
  readonly module: ModuleDef;
  /** Where a record of a kind is shown: lists of other rooms link there. */
  readonly subjects?: Readonly<Record<string, (id: string) => string>>;
  /** What this room shows beside the records of others (`#foundation/web/RecordPanels.tsx`). */
  readonly panels?: Readonly<Record<string, () => Promise<{ default: RecordPanel }>>>;
  readonly pages: Readonly<Record<string, () => Promise<{ default: ComponentType }>>>;
}

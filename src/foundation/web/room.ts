import type { ComponentType } from 'react';
import type { ModuleDef } from '../module.ts';

/** A room's browser side: for each page of its manifest, the lazily loaded component (default export). */
export interface WebRoom {
  readonly module: ModuleDef;
  /** Where a record of a kind is shown: lists of other rooms link there. */
  readonly subjects?: Readonly<Record<string, (id: string) => string>>;
  readonly pages: Readonly<Record<string, () => Promise<{ default: ComponentType }>>>;
}

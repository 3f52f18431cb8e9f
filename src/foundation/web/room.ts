import type { ComponentType } from 'react';
import type { ModuleDef } from '../module.ts';

/** A room's browser side: for each page of its manifest, the lazily loaded component (default export). */
export interface WebRoom {
  readonly module: ModuleDef;
  readonly pages: Readonly<Record<string, () => Promise<{ default: ComponentType }>>>;
}

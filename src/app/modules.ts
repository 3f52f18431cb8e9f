import { accessModule } from '#kernel/access/module.ts';
import type { ModuleDef } from '#foundation/module.ts';

/** Every room's manifest, in the order of the ladder. Generators, permissions and tests walk this list. */
export const modules: readonly ModuleDef[] = [accessModule, ];

import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { Status } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import type { DemandState as State } from '../contract/demands.ts';

const tones: Record<z.output<typeof State>, StatusTone> = {
  waits: 'waiting',
  overdue: 'person',
  refused: 'settled',
  granted: 'settled',
  'in-part': 'settled',
  referred: 'waiting',
  withdrawn: 'stopped',
};

/** How a demand stands. */
export function DemandState({ state }: { state: z.output<typeof State> }) {
  const t = useT();
  return <Status tone={tones[state]}>{t(`demands.state-${state}`)}</Status>;
}

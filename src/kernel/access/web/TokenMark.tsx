import { useT } from '#foundation/web/i18n.ts';
import { Status } from '#foundation/web/ui/index.ts';

/** Whether a token still opens. */
export function TokenMark({ state }: { state: 'open' | 'over' | 'ended' }) {
  const t = useT();
  return <Status tone={state === 'open' ? 'settled' : 'stopped'}>{t(`access.token-${state}`)}</Status>;
}

import { useT } from '#foundation/web/i18n.ts';
import { Status } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';

const tones: Readonly<Record<string, StatusTone>> = {
  in: 'settled',
  proved: 'settled',
  'link-used': 'settled',
  'recovery-code': 'waiting',
  'code-asked': 'waiting',
  out: 'stopped',
};

/** How an attempt to sign in went. */
export function OutcomeMark({ outcome }: { outcome: string }) {
  const t = useT();
  return <Status tone={tones[outcome] ?? 'person'}>{t(`access.outcome-${outcome}`)}</Status>;
}

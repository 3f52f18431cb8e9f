import { translate } from './i18n/server.ts';
import type { Language } from './i18n/server.ts';
import type { Mission } from './pipeline/context.ts';

type Kind = Pick<Mission, 'demo' | 'practice'>;

/** What stands on every paper and sheet of a mission that is not real; null: it is. */
export function markOf({ demo, practice }: Kind, language: Language): string | null {
  return practice ? translate(language, 'pdf.practice') : demo ? translate(language, 'pdf.demo') : null;
}

/** A file of practice says so in its name, also where its kind holds no mark (CSV, JSON). */
export function markedName(mission: Kind, name: string): string {
  return mission.practice ? `PRACTICE-${name}` : name;
}

import { languages, translate } from '../i18n/server.ts';
import type { Language } from '../i18n/server.ts';
import { askQuery } from '../pipeline/ask.ts';
import type { PipelineDeps, Request } from '../pipeline/execute.ts';
import { Problem } from '../problem.ts';
import type { Press, ThreeWords } from './paper.ts';

/** The most rows that a list gives at once. */
const pageSize = 1000;

/** What papers are made with, in the name and with the rights of whoever asks. */
export function pressOf(deps: PipelineDeps, request: Request, language: Language): Press {
  const dayFormat = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  const ownDayFormat = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: request.mission.timeZone, calendar: 'gregory' });
  const momentFormat = new Intl.DateTimeFormat(language, {
    // Months by name: figures alone turn around on an Arabic line.
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: request.mission.timeZone,
    calendar: 'gregory',
  });
  const ask: Press['ask'] = async (def, input) => (await askQuery(deps, request, def.name, input)).data as never;
  return {
    language,
    t: (key, values) => translate(language, key, values),
    three: (key, values) => threeWords(key, values),
    day: (text) => (text ? dayFormat.format(new Date(`${text}T12:00:00Z`)) : ''),
    dayOf: (instant) => ownDayFormat.format(new Date(instant)),
    moment: (text) => momentFormat.format(new Date(text)),
    number: (value) => new Intl.NumberFormat(language).format(value),
    ask,
    askAll: async (def, input) => {
      const rows: unknown[] = [];
      for (;;) {
        const page = await ask(def, { ...input, limit: pageSize, offset: rows.length } as typeof input);
        rows.push(...page.rows);
        if (page.rows.length < pageSize) return rows as never;
      }
    },
    askIfAllowed: async (def, input) => {
      try {
        return await ask(def, input);
      } catch (error) {
        if (error instanceof Problem && error.status === 403) return undefined;
        throw error;
      }
    },
  };
}

/** A message in all three languages. */
export function threeWords(key: string, values?: Readonly<Record<string, string | number | null>>): ThreeWords {
  return Object.fromEntries(languages.map((each) => [each, translate(each, key, values)])) as Record<Language, string>;
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, messages } from '#foundation/i18n/server.ts';

const rows = readFileSync('docs/bad-days.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Bad day |'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, day, , words, test]) => ({ day: day!, words: Array.from(words!.matchAll(/`([^`]+)`/g), ([, key]) => key!), test: test! }));

describe('every bad day, of a phone or of the books,', () => {
  it('stands on the page', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('has words on the screen in three languages: $day', ({ words }) => {
    expect(words.length).toBeGreaterThan(0);
    for (const language of languages) {
      const known = messages(language);
      expect(
        words.filter((key) => !(key in known)),
        language,
      ).toEqual([]);
    }
  });

  it.each(rows)('has a test of that name: $day', ({ test }) => {
    const [, file, name] = /^(\S+): (.+)$/.exec(test)!;
    const text = readFileSync(file!, 'utf8');
    expect(text).toContain(`('${name}'`);
    // One that is skipped or only planned is none.
    expect(text).not.toMatch(new RegExp(`\\.(skip|skipIf|todo)\\b[^\\n]*\\('${RegExp.escape(name!)}'`));
  });
});

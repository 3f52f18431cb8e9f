import { mrzLines, readMrz } from '../../domain/mrz.ts';
import type { ReadPaper } from '../../domain/mrz.ts';
import { newId } from '#foundation/ids.ts';
import { noNumber } from './draft.ts';
import type { MemberDraft } from './draft.ts';

export interface PaperFound {
  /** A check digit does not fit: a person looks at the paper. */
  readonly odd: boolean;
  into(member: MemberDraft): Partial<MemberDraft>;
}

const numbersOf = (paper: ReadPaper) =>
  paper.identifiers.map((one, at) => ({ ...noNumber(), ...one, key: newId(), validTo: at === 0 ? (paper.validTo ?? '') : '' }));

/** What the lines of a paper say, over what was typed; what the paper does not say stays. */
export function readPaper(text: string, today: string): PaperFound | undefined {
  const paper = readMrz(text, today);
  if (!paper) return undefined;
  return {
    odd: !paper.holds,
    into: (member) => ({
      names: { ...member.names, given: paper.given || member.names.given, family: paper.family || member.names.family },
      sex: paper.sex ?? member.sex,
      birth: paper.birthDate ?? member.birth,
      nationality: paper.nationality ?? member.nationality,
      numbers:
        paper.identifiers.length > 0
          ? [...numbersOf(paper), ...member.numbers.filter(({ value }) => value.trim() !== '')].slice(0, 6)
          : member.numbers,
    }),
  };
}

/** A scanner gives a paper line by line: answers once enough lines have come. */
export function paperReader(): (line: string, today: string) => PaperFound | undefined {
  let lines: string[] = [];
  return (line, today) => {
    if (!line.includes('<') && line.length < 30) {
      lines = [];
      return undefined;
    }
    lines = [...lines, line].slice(-3);
    const whole = [lines.join('\n'), lines.slice(-2).join('\n')].find((text) => mrzLines(text));
    const found = whole === undefined ? undefined : readPaper(whole, today);
    if (found) lines = [];
    return found;
  };
}

import type { ReactNode } from 'react';
import type { Language } from '#foundation/web/session.ts';

export type InThree = Readonly<Record<Language, string>>;

export interface PrintSheetProps {
  readonly title: InThree;
  /** Large, because it is said on the phone. */
  readonly number: string;
  /** A code to scan, at the top end corner. */
  readonly code?: ReactNode;
  readonly facts: readonly { readonly label: InThree; readonly value: ReactNode }[];
  readonly children: ReactNode;
  /** Boxes to sign in, with room for a stamp. */
  readonly signatures: readonly InThree[];
  /** Who printed it, and when. */
  readonly foot: string;
}
const languages = ['en', 'tr', 'ar'] as const;

/** A4, black on white, three languages side by side: a paper that any of its readers can check. */
export function PrintSheet({ title, number, code, facts, children, signatures, foot }: PrintSheetProps) {
  return (
    <article className="kv-sheet">
      <header>
        <div>
          {languages.map((language) => (
            <h2 key={language} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
              {title[language]}
            </h2>
          ))}
          <p className="kv-sheet-number kv-code">{number}</p>
        </div>
        {code && <div className="kv-sheet-code">{code}</div>}
      </header>
      <dl>
        {facts.map((fact) => (
          <div key={fact.label.en}>
            <dt>
              <Three words={fact.label} />
            </dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {children}
      <div className="kv-sheet-signs">
        {signatures.map((words) => (
          <div key={words.en}>
            <Three words={words} />
          </div>
        ))}
      </div>
      <footer>{foot}</footer>
    </article>
  );
}

function Three({ words }: { words: InThree }) {
  return (
    <>
      {languages.map((language, index) => (
        <span key={language}>
          {index > 0 && ' · '}
          <bdi lang={language}>{words[language]}</bdi>
        </span>
      ))}
    </>
  );
}

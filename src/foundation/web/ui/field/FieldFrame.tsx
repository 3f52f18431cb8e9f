import { IconArrowLeft, IconCloudCheck, IconCloudOff, IconCloudUp, IconQuestionMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './field.module.css';

export interface FieldFrameProps {
  readonly title: ReactNode;
  readonly back?: { readonly words: string; readonly onBack: () => void } | undefined;
  /** How the phone stands with the server, in a word. */
  readonly line?: { readonly state: 'good' | 'away' | 'busy' | 'unknown'; readonly words: string } | undefined;
  /** PRACTICE or DEMONSTRATION. */
  readonly mark?: string | null | undefined;
  readonly tabs?: ReactNode;
  readonly children: ReactNode;
}
const lines = { good: IconCloudCheck, away: IconCloudOff, busy: IconCloudUp, unknown: IconQuestionMark };

/** The frame of every page in the field: where one is, how the line stands, three places to go. No more. */
export function FieldFrame({ title, back, line, mark, tabs, children }: FieldFrameProps) {
  const Line = lines[line?.state ?? 'unknown'];
  return (
    <div className={css['frame']}>
      {mark && <div className={css['mark']}>{mark}</div>}
      <header className={css['head']}>
        {back && (
          <button type="button" className={css['back']} onClick={back.onBack} aria-label={back.words}>
            <IconArrowLeft size={26} className={css['mirror']} aria-hidden />
          </button>
        )}
        <h1>{title}</h1>
        {line && (
          <span className={css['line']} role="status">
            <Line size={20} aria-hidden /> {line.words}
          </span>
        )}
      </header>
      <main className={css['main']}>{children}</main>
      {tabs && <nav className={css['tabs']}>{tabs}</nav>}
    </div>
  );
}

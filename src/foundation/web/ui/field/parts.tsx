import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconCircleDashed, IconPlayerStop } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, InputHTMLAttributes, ReactNode } from 'react';
import css from './field.module.css';

type Kind = 'main' | 'now' | 'quiet' | 'danger';

/** One thing to do, for a thumb in a glove. */
export function BigButton({ kind = 'main', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind }) {
  return <button type="button" {...rest} className={css['big']} data-kind={kind} />;
}

/** A row that can be opened, or only says something. */
export function FieldCard({
  onOpen,
  icon,
  end,
  children,
}: {
  onOpen?: () => void;
  icon?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  const inside = (
    <>
      {icon}
      <span className={css['grow']}>{children}</span>
      {end}
      {onOpen && <IconChevronRight size={22} className={css['mirror']} aria-hidden />}
    </>
  );
  return onOpen ? (
    <button type="button" className={css['card']} onClick={onOpen}>
      {inside}
    </button>
  ) : (
    <div className={css['card']}>{inside}</div>
  );
}

export function FieldSection({ children }: { children: ReactNode }) {
  return <h2 className={css['section']}>{children}</h2>;
}

/** What belongs to a line above it. */
export function Quiet({ children }: { children: ReactNode }) {
  return <div className={css['small']}>{children}</div>;
}

export function FieldNotice({ tone, children }: { tone?: 'person' | 'settled'; children: ReactNode }) {
  return (
    <div className={css['notice']} data-tone={tone} role={tone === 'person' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

export type FieldTone = 'settled' | 'waiting' | 'person' | 'stopped';
const icons = { settled: IconCircleCheck, waiting: IconCircleDashed, person: IconAlertTriangle, stopped: IconPlayerStop };

/** A state: colour, shape and word together. */
export function FieldState({ tone, children }: { tone: FieldTone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={css['state']} data-tone={tone}>
      <Icon size={18} aria-hidden /> {children}
    </span>
  );
}

/** How much of something has come. */
export function FieldBar({ part, words }: { part: number; words: string }) {
  const percent = Math.round(part * 100);
  return (
    <div className={css['bar']} role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={words}>
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}

/** A field with its label above, large enough for the sun. */
export function FieldInput({ label, hint, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string }) {
  return (
    <label className={css['label']}>
      {label}
      <input {...rest} className={css['input']} />
      {hint && <span className={css['small']}>{hint}</span>}
    </label>
  );
}

/** One of the places at the foot of the page; the app gives the link. */
export const tabClass = css['tab']!;

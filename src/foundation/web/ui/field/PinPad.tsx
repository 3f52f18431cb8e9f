import { IconBackspace, IconCheck } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useT } from '../../i18n.ts';
import css from './field.module.css';

export interface PinPadProps {
  readonly shortest: number;
  readonly longest: number;
  readonly busy: boolean;
  readonly onPin: (pin: string) => void;
}

/** Digits for a thumb; the phone's own keyboard, which learns what is typed, stays away. A real keyboard works too. */
export function PinPad({ shortest, longest, busy, onPin }: PinPadProps) {
  const intl = useIntl();
  const t = useT();
  const [pin, setPin] = useState('');
  // What was typed so far, also where a quick thumb is ahead of what is drawn.
  const typed = useRef('');
  const show = (next: string) => {
    typed.current = next;
    setPin(next);
  };
  const type = (digit: string) => typed.current.length < longest && show(typed.current + digit);
  const erase = () => show(typed.current.slice(0, -1));
  const enter = () => {
    const whole = typed.current;
    if (busy || whole.length < shortest) return;
    show('');
    onPin(whole);
  };
  // Before anything is drawn: the first key pressed counts.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) type(event.key);
      else if (event.key === 'Backspace') erase();
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) enter();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return (
    <div>
      <div className={css['dots']} role="status" aria-label={t('ui.pin-typed', { count: pin.length })} style={{ marginBlockEnd: 16 }}>
        {Array.from({ length: Math.max(shortest, pin.length) }, (_, index) => (
          <span key={index} data-full={index < pin.length || undefined} />
        ))}
      </div>
      <div className={css['pad']}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button key={digit} type="button" className={css['key']} onClick={() => type(digit)}>
            {intl.formatNumber(Number(digit))}
          </button>
        ))}
        <button type="button" className={css['key']} onClick={erase} aria-label={t('ui.pin-erase')}>
          <IconBackspace size={28} aria-hidden />
        </button>
        <button type="button" className={css['key']} onClick={() => type('0')}>
          {intl.formatNumber(0)}
        </button>
        <button
          type="button"
          className={css['key']}
          onClick={enter}
          disabled={busy || pin.length < shortest}
          aria-label={t('ui.pin-enter')}
        >
          <IconCheck size={30} aria-hidden />
        </button>
      </div>
    </div>
  );
}

import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { use, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { dayIn } from '#foundation/time.ts';
import { readDay } from '#foundation/typed-day.ts';
import { useT } from '#foundation/web/i18n.ts';
import { SessionContext } from '#foundation/web/session.ts';

export interface DateFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly withAsterisk?: boolean;
  /** YYYY-MM-DD; or what was typed, while it is not understood: the form's own check then says so. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day as people type it (`tomorrow`, `12.3.23`, `yarın`, `١٢ آذار`), read back to them in words; a calendar is beside it. */
export function DateField({ value, onChange, description, error, ...rest }: DateFieldProps) {
  const t = useT();
  const intl = useIntl();
  const today = useToday();
  const native = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const day = isDay(value) ? value : undefined;
  const inWords = (one: string, weekday = false) =>
    intl.formatDate(`${one}T12:00:00Z`, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
      ...(weekday ? { weekday: 'long' } : {}),
    });
  const take = (text: string) => {
    setTyped(text);
    onChange(text.trim() === '' ? '' : (readDay(text, today) ?? text));
  };
  const unread = typed !== null && typed.trim() !== '' && day === undefined;
  return (
    <TextInput
      {...rest}
      value={typed ?? (day ? inWords(day) : value)}
      autoComplete="off"
      description={day && typed !== null ? inWords(day, true) : (description ?? t('ui.date-hint'))}
      error={error ?? (unread ? t('ui.date-unread') : undefined)}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        if (!unread) setTyped(null);
      }}
      // Enter says that the day is meant; the form waits for one more.
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || typed === null) return;
        event.preventDefault();
        if (!unread) setTyped(null);
      }}
      rightSection={
        <>
          <ActionIcon variant="subtle" color="gray" aria-label={t('ui.date-calendar')} onClick={() => native.current?.showPicker()}>
            <IconCalendar size={16} stroke={1.75} />
          </ActionIcon>
          <input
            ref={native}
            type="date"
            tabIndex={-1}
            aria-hidden
            value={day ?? ''}
            className="kv-hidden-date"
            onChange={(event) => {
              setTyped(null);
              onChange(event.currentTarget.value);
            }}
          />
        </>
      }
    />
  );
}

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The mission's day: a demonstration stands in its own year. */
function useToday(): string {
  const session = use(SessionContext);
  const [today] = useState(() => dayIn(session?.mission.timeZone ?? 'UTC', session?.now() ?? new Date()));
  return today;
}

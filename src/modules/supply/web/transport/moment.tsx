import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { TextInput } from '#foundation/web/ui/index.ts';

/** A moment as `datetime-local` writes it, in the mission's own clock. */
export function localOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  return parts.replace(' ', 'T');
}

/** The moment that a clock on the mission's wall shows. */
export function momentOf(local: string, timeZone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined;
  const guess = new Date(`${local.slice(0, 16)}:00Z`);
  const shown = new Date(`${localOf(guess, timeZone)}:00Z`);
  return new Date(guess.getTime() - (shown.getTime() - guess.getTime()));
}

/** When it happened: now unless told, by the mission's clock. */
export function useMoment() {
  const { now, mission } = useSession();
  const [local, setLocal] = useState(() => localOf(now(), mission.timeZone));
  const [touched, setTouched] = useState(false);
  return {
    local,
    set: (text: string) => {
      setLocal(text);
      setTouched(true);
    },
    /** Absent while nobody said otherwise: then it is now. */
    at: touched ? momentOf(local, mission.timeZone) : undefined,
  };
}

export function MomentField({ value, onChange, label }: { value: string; onChange: (local: string) => void; label?: string }) {
  const t = useT();
  return (
    <TextInput
      type="datetime-local"
      label={label ?? t('supply.when-it-happened')}
      dir="ltr"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';

/** What a command does, in words; a command that this version does not know shows its name. */
export function CommandName({ name }: { name: string }) {
  const intl = useIntl();
  const t = useT();
  return `command.${name}` in intl.messages ? t(`command.${name}`) : <span className="kv-code">{name}</span>;
}

/** Why a record waits: some problems read differently here than to the one who sends. */
export function useWhy(): (reason: string, figures: Readonly<Record<string, unknown>>) => string {
  const intl = useIntl();
  const t = useT();
  return (reason, figures) =>
    t(`sync.why.${reason}` in intl.messages ? `sync.why.${reason}` : `problem.${reason}`, figures as Record<string, string>);
}

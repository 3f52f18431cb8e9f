import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';

/** What a kind of record is called. Apart from the other words: the first page says none of the commands' names, and waits for none. */
export function useRecordName(): (name: string) => string {
  const intl = useIntl();
  const t = useT();
  return (name) => (`command.${name}` in intl.messages ? t(`command.${name}`) : name);
}

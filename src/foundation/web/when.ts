import { useIntl } from 'react-intl';

/** A moment as people write it in the reader's language, to the minute. */
export function useWhen(): (at: string) => string {
  const intl = useIntl();
  return (at) => intl.formatDate(at, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

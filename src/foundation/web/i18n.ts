import { useIntl } from 'react-intl';

export type Values = Record<string, string | number | boolean | Date | null | undefined>;

/** `t(key, values)`: the words of a key in the reader's language. A missing key shows itself and fails a test. */
export function useT(): (key: string, values?: Values) => string {
  const intl = useIntl();
  return (key, values) => intl.formatMessage({ id: key, defaultMessage: key }, values as never);
}

import { useT } from '#foundation/web/i18n.ts';

/** What stands above every page of a mission that is not real. */
export function useMark(): (practice: boolean, demo?: boolean) => string | null {
  const t = useT();
  return (practice, demo = false) => (practice ? t('shell.practice') : demo ? t('shell.demonstration') : null);
}

import { useT } from '#foundation/web/i18n.ts';

interface Row {
  readonly browser: string;
  readonly system: string;
  readonly place: string;
  readonly address: string;
}

/** Words for where somebody sits: "Chrome on Android", "same network, 192.168.1.7". */
export function useWhence(): { device: (row: Row) => string; place: (row: Row) => string } {
  const t = useT();
  return {
    device: (row) => t('access.device', { browser: t(`access.browser-${row.browser}`), system: t(`access.system-${row.system}`) }),
    place: (row) => t(`access.place-${row.place}`),
  };
}

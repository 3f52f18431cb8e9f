import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
};

/** Tells those who read the address that the router has moved it. */
export function addressChanged(): void {
  for (const listener of listeners) listener();
}

/** Writes fields into the address without a new history entry; empty ones go. */
export function nextSearch(search: string, change: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams(search);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || value === '') params.delete(key);
    else params.set(key, value);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The URL is the view: filters and sorting live in the address, so that a view can be shared. Nothing personal goes there. */
export function useUrlState(): [URLSearchParams, (change: Readonly<Record<string, string | undefined>>) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const set = useCallback((change: Readonly<Record<string, string | undefined>>) => {
    history.replaceState(history.state, '', `${location.pathname}${nextSearch(location.search, change)}`);
    addressChanged();
  }, []);
  return [new URLSearchParams(search), set];
}

/** Begins what the address asks for (`?do=<command>`, as the palette writes it), once, and takes it out of the address. */
export function useBegin(command: string, begin: () => void): void {
  const [url, setUrl] = useUrlState();
  const wanted = url.get('do') === command;
  const start = useEffectEvent(() => {
    setUrl({ do: undefined });
    begin();
  });
  useEffect(() => {
    if (wanted) start();
  }, [wanted]);
}

import { flushSync } from 'react-dom';
import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 47.99em)';

/** Whether the window is as narrow as a phone; follows when it is turned. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(narrow);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(narrow).matches,
  );
}

let printing = false;

/** Whether the page is being printed. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const to = (next: boolean) => () => {
        printing = next;
        flushSync(changed);
      };
      const [begin, end] = [to(true), to(false)];
      addEventListener('beforeprint', begin);
      addEventListener('afterprint', end);
      return () => {
        removeEventListener('beforeprint', begin);
        removeEventListener('afterprint', end);
      };
    },
    () => printing,
  );
}

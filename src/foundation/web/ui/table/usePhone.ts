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

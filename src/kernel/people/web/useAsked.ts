import { useState } from 'react';
import { tell } from '#foundation/web/ui/index.ts';

/** Which dialog of a record is open; closed again it says what was done. */
export function useAsked<Asks extends string>(onDone: () => void) {
  const [asked, setAsked] = useState<Asks | null>(null);
  return {
    asked,
    ask: (asks: Asks) => setAsked(asks),
    close: () => setAsked(null),
    done: (words: string) => {
      setAsked(null);
      tell(words);
      onDone();
    },
  };
}
export type AskedState<Asks extends string> = ReturnType<typeof useAsked<Asks>>;

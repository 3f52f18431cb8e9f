import { useEffect, useRef, useState } from 'react';

/**
 * Steps within one page of the field: the phone's own back button leads from any of them to the first page, and not out of
 * the work. @returns the step now (null: the first page), and a way to go to another.
 */
export function useStep<S extends string>(): [S | null, (step: S | null) => void] {
  const [step, setStep] = useState<S | null>(() => stepOf() as S | null);
  /** The way back is on its way: a slow phone takes a breath for it, and a quick thumb is ahead. */
  const leaving = useRef(false);
  const ahead = useRef<S | null>(null);
  useEffect(() => {
    const follow = () => {
      const next = leaving.current ? ahead.current : null;
      leaving.current = false;
      ahead.current = null;
      if (next !== null) enter(next);
      else setStep(stepOf() as S | null);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = (next: S | null) => {
    setStep(next);
    if (next !== null) scrollTo(0, 0);
    // A second way back would lead out of the work, and a step written over this one would go with it.
    if (leaving.current) ahead.current = next;
    else if (next !== null) enter(next);
    else if (stepOf() !== null) {
      leaving.current = true;
      history.back();
    }
  };
  return [step, go];
}

function enter(step: string): void {
  const state = { ...(history.state as object | null), kvStep: step };
  if (stepOf() === null) history.pushState(state, '');
  else history.replaceState(state, '');
}

const stepOf = (): string | null => (history.state as { kvStep?: string } | null)?.kvStep ?? null;

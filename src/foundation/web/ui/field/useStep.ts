import { useEffect, useState } from 'react';

/**
 * Steps within one page of the field: the phone's own back button leads from any of them to the first page, and not out of
 * the work. @returns the step now (null: the first page), and a way to go to another.
 */
export function useStep<S extends string>(): [S | null, (step: S | null) => void] {
  const [step, setStep] = useState<S | null>(() => stepOf() as S | null);
  useEffect(() => {
    const follow = () => setStep(stepOf() as S | null);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = (next: S | null) => {
    if (next === null) {
      setStep(null);
      return stepOf() === null ? undefined : history.back();
    }
    const state = { ...(history.state as object | null), kvStep: next };
    if (stepOf() === null) history.pushState(state, '');
    else history.replaceState(state, '');
    setStep(next);
    scrollTo(0, 0);
  };
  return [step, go];
}

const stepOf = (): string | null => (history.state as { kvStep?: string } | null)?.kvStep ?? null;

import { useEffect, useState } from 'react';

/** A value once it has stood still for some milliseconds. */
export function usePause<T>(value: T, wait: number): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return still;
}

import { useEffect, useState } from 'react';

/** Whether all of the app is on this phone, so that whoever holds it may walk out of the network; where nothing can be kept, nothing is waited for. */
export function useWhole(): boolean {
  const [whole, setWhole] = useState(() => !('serviceWorker' in navigator) || navigator.serviceWorker.controller !== null);
  useEffect(() => {
    if (whole) return undefined;
    let wanted = true;
    void navigator.serviceWorker.ready.then(() => wanted && setWhole(true));
    return () => {
      wanted = false;
    };
  }, [whole]);
  return whole;
}

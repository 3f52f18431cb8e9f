import { useEffect, useState } from 'react';

/**
 * A newer version that has come and waits; it takes over only when its user says so. What was recorded lies in the store and
 * stays: the new version sends it.
 */
export function useUpdate(): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    let wanted = true;
    let found: ServiceWorkerRegistration | undefined;
    const look = () => wanted && setWaiting(found?.waiting ?? null);
    void navigator.serviceWorker.getRegistration().then((registration) => {
      found = registration;
      registration?.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
      look();
    });
    return () => {
      wanted = false;
    };
  }, []);
  if (!waiting) return null;
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage({ type: 'SKIP_WAITING' });
  };
}

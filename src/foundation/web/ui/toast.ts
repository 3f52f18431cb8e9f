let wanted = false;
const listeners = new Set<() => void>();

/** A word at the foot of the page that goes by itself. What shows it is loaded with the first one. */
export function tell(message: string, tone: 'settled' | 'person' = 'settled'): void {
  wanted = true;
  for (const listener of listeners) listener();
  void import('./Toasts.tsx').then(({ show }) => show(message, tone));
}

/** Whether anything was told yet, for the frame that shows it. */
export const told = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): boolean => wanted,
};

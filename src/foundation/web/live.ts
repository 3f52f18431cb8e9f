import type { QueryClient } from '@tanstack/react-query';

/**
 * Keeps what is on the screen fresh: the server says which rooms have changed (`GET /api/live`), and what was asked of
 * them is asked again. After a break everything is asked again, for word may have been missed.
 * @param onLine told whether the line to the server stands.
 * @returns ends it.
 */
export function followLive(queries: QueryClient, url: string, onLine: (stands: boolean) => void = () => undefined): () => void {
  const source = new EventSource(url);
  let greeted = false;
  source.addEventListener('hello', () => {
    onLine(true);
    if (greeted) void queries.invalidateQueries();
    greeted = true;
  });
  source.addEventListener('changed', (event) => {
    const { rooms } = JSON.parse((event as MessageEvent<string>).data) as { rooms: string[] };
    void queries.invalidateQueries({ predicate: (query) => rooms.includes(String(query.queryKey[0]).split('.')[0] ?? '') });
  });
  source.addEventListener('error', () => onLine(false));
  return () => source.close();
}

import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';

/**
 * Keeps what is on the screen fresh: the server says which rooms have changed (`GET /api/live`), and what was asked of
 * them is asked again. After a break everything on the screen is asked again, for word may have been missed.
 * @returns whether the line to the server stands.
 */
export function useLive(mission: string): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource(`/api/live?mission=${encodeURIComponent(mission)}`);
    let greeted = false;
    source.addEventListener('hello', () => {
      setConnected(true);
      if (greeted) void queries.invalidateQueries();
      greeted = true;
    });
    source.addEventListener('changed', (event) => {
      const { rooms } = JSON.parse((event as MessageEvent<string>).data) as { rooms: string[] };
      refreshRooms(queries, rooms);
    });
    source.addEventListener('error', () => setConnected(false));
    return () => source.close();
  }, [mission, queries]);
  return connected;
}

/** Asks again what is on the screen from these rooms; the rest is asked again when it is next shown. */
export function refreshRooms(queries: QueryClient, rooms: readonly string[]): void {
  void queries.invalidateQueries({ predicate: (query) => rooms.includes(String(query.queryKey[0]).split('.')[0] ?? '') });
}

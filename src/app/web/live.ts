import type { QueryClient } from '@tanstack/react-query';
import { missionOfPath } from './client-port.ts';

/** Follows what others change: the rooms named by the server are asked again. Ends with the returned function. */
export function listenLive(queries: QueryClient): () => void {
  const slug = missionOfPath(location.pathname);
  const source = new EventSource(`/api/live${slug ? `?mission=${slug}` : ''}`);
  source.addEventListener('changed', (event) => {
    const { rooms } = JSON.parse((event as MessageEvent<string>).data) as { rooms: string[] };
    void queries.invalidateQueries({ predicate: (query) => rooms.includes(String(query.queryKey[0]).split('.')[0]!) });
  });
  return () => source.close();
}

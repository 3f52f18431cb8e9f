import type { QueryClient } from '@tanstack/react-query';
import { followLive } from '#foundation/web/live.ts';
import { missionOfPath } from './client-port.ts';

/** Follows what others change in the mission that the address names. Ends with the returned function. */
export function listenLive(queries: QueryClient): () => void {
  const slug = missionOfPath(location.pathname);
  return followLive(queries, `/api/live${slug ? `?mission=${slug}` : ''}`);
}

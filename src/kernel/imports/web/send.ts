import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem } from '#foundation/web/client.ts';

/** Sends a sheet's bytes and answers the hash under which they lie. */
export async function sendSheet(file: Blob, mission: string): Promise<string> {
  const headers = { 'x-kervan': '1', 'x-kervan-mission': mission, 'content-type': 'application/vnd.kervan.sheet' };
  const response = await fetch('/api/imports/files', { method: 'POST', headers, body: await file.arrayBuffer() }).catch(() => {
    throw new ClientProblem({ type: 'common.network-away', title: 'network', status: 0 });
  });
  const body = (await response.json()) as { hash: string } | ProblemBody;
  if ('hash' in body) return body.hash;
  throw new ClientProblem(body);
}

/** Addresses of what is downloaded; they open like any link. */
export const templateUrl = (kind: string, mission: string): string =>
  `/api/imports/templates/${kind}?language=${document.documentElement.lang}&mission=${mission}`;
export const markedUrl = (importId: string, mission: string): string =>
  `/api/imports/${importId}/sheet?language=${document.documentElement.lang}&mission=${mission}`;

import type { ProblemBody } from '#foundation/problem.ts';

/** Sends something to a door of sign-in; answers the problem, or what came back. */
export async function knock<T>(path: string, body: unknown): Promise<{ problem: ProblemBody } | { problem: null; answer: T }> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'x-kervan': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const read = (await answer.json()) as unknown;
    return answer.ok ? { problem: null, answer: read as T } : { problem: read as ProblemBody };
  } catch {
    return { problem: { type: 'common.network-away', title: '', status: 0 } };
  }
}

/** Shows the password (and the code) once more; answers the problem, or null when it was taken. */
export async function prove(password: string, code: string): Promise<ProblemBody | null> {
  return (await knock('/api/step-up', { password, ...(code.trim() ? { code: code.trim() } : {}) })).problem;
}

import { statfsSync } from 'node:fs';
import { isDatabaseAway } from '#foundation/db/errors.ts';
import { StartError } from '#foundation/start-error.ts';

/** Less than this and PostgreSQL cannot write the next file of its log. */
const ROOM = 17 * 1024 * 1024;

/** What a person can mend, in one sentence; undefined when it is a fault of ours, whose stack is shown. */
export function sentenceOf(error: unknown, dataDir: string | undefined): string | undefined {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  const away = isDatabaseAway(cause) || (cause instanceof Error && /connection terminated|connection error/i.test(cause.message));
  if (code === 'ENOSPC' || code === '53100' || (away && dataDir !== undefined && isFull(dataDir)))
    return `The disk that holds ${dataDir ?? 'the data'} is full: free some space and start again, nothing acknowledged is lost.`;
  if (error instanceof StartError) return error.message;
  return away
    ? 'The database went away while Kervan was starting: start again. If it stays so, the log of PostgreSQL says why.'
    : undefined;
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < ROOM;
  } catch {
    return false;
  }
}

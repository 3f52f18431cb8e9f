import { Problem, commonProblems } from '../problem.ts';
import type { ProblemCatalogue } from '../problem.ts';

interface DatabaseError {
  readonly code: string;
  readonly constraint?: string;
  readonly message: string;
  readonly detail?: string;
}

const byConstraint = new Map<string, { code: string; status: number }>();

/** Makes constraint names speak: called once at start with every room's catalogue. A name claimed twice is an error. */
export function registerConstraints(catalogues: readonly ProblemCatalogue[]): void {
  for (const catalogue of catalogues) {
    for (const [key, entry] of Object.entries(catalogue.entries)) {
      for (const constraint of entry.constraints ?? []) {
        const code = `${catalogue.room}.${key}`;
        const claimed = byConstraint.get(constraint);
        if (claimed && claimed.code !== code) throw new Error(`constraint ${constraint} is claimed by ${claimed.code} and ${code}`);
        byConstraint.set(constraint, { code, status: entry.status });
      }
    }
  }
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Citus appends the shard's number to constraint names. */
export function withoutShard(constraint: string): string {
  return constraint.replace(/_\d{6,}$/, '');
}

/**
 * The problem that a database error means, or undefined when it means a fault of ours.
 * A function of the database raises a problem itself with SQLSTATE `KV001` and a JSON message {code, status, figures}.
 */
export function problemOfDatabase(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return commonProblems.problem('database-away');
  if (isTimeout(error)) return commonProblems.problem('busy');
  if (!isDatabaseError(error)) return undefined;
  if (error.code === 'KV001') return raisedProblem(error.message);
  if (error.code.startsWith('23') && error.constraint) {
    const known = byConstraint.get(withoutShard(error.constraint));
    if (known) return new Problem(known.code, known.status);
    return commonProblems.problem('constraint-violated', { constraint: withoutShard(error.constraint) });
  }
  if (error.code === '53100' || error.code === 'ENOSPC' || error.code === 'EDQUOT') return commonProblems.problem('disk-full');
  return undefined;
}

/** Whether the database ended a transaction because it and another waited for each other, or could not follow one another; the other goes on. */
export const isDeadlock = (error: unknown): boolean => isDatabaseError(error) && (error.code === '40P01' || error.code === '40001');

/** Waited too long: for another's lock, for the statement's end, or for a connection (the driver's own words have no code). */
function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    code === '55P03' || code === '57014' || (code === undefined && error.message.startsWith('timeout exceeded when trying to connect'))
  );
}

/** The driver's own words for a connection that broke while it was used have no code. */
const brokenConnection = /^Connection terminated|not queryable|^Client was closed/;

/** Whether the database cannot be reached now: it is starting, stopping, or gone in the middle of our words. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return syscall === 'connect'; // the socket; a missing file is something else
  return typeof code === 'string' ? /^(08|57P0|ECONN|EPIPE)/.test(code) : brokenConnection.test(error.message);
}

function raisedProblem(message: string): Problem {
  const body = JSON.parse(message) as { code: string; status: number; figures?: Record<string, string | number> };
  return new Problem(body.code, body.status, body.figures ?? {});
}

import type { Problem } from '#foundation/problem.ts';
import { problems } from '../../contract/requests/problems.ts';
import { isOpenToChange, mayAllocate } from './states.ts';
import type { LineFigures, RequestState } from './states.ts';

export interface RequestView {
  readonly number: string;
  readonly state: RequestState;
  readonly version: number;
  readonly created_by: string;
  readonly submitted_by: string | null;
}
const stateProblem = ({ number, state }: Pick<RequestView, 'number' | 'state'>) =>
  problems.problem('request-state', { request: number, state });

/** A request is changed before it is decided, by somebody who has seen it as it is. */
export function decideChange(request: RequestView, version: number): Problem | undefined {
  if (request.version !== version) return problems.problem('request-changed-meanwhile', { seen: version, now: request.version });
  return isOpenToChange(request.state) ? undefined : stateProblem(request);
}

export interface Approval {
  readonly version: number;
  readonly by: string;
  /** Items that are over the plan's standard, and by how much. */
  readonly over: readonly { readonly item: string; readonly over: number }[];
  readonly overReason?: string | undefined;
}
/** Never by who wrote or sent it; what is over the standard only with words. */
export function decideApproval(request: RequestView, approval: Approval): Problem | undefined {
  if (request.version !== approval.version)
    return problems.problem('request-changed-meanwhile', { seen: approval.version, now: request.version });
  if (request.state !== 'submitted') return stateProblem(request);
  if (approval.by === request.created_by || approval.by === request.submitted_by) return problems.problem('request-own');
  const over = approval.over.reduce((sum, line) => sum + line.over, 0);
  if (over > 0 && approval.overReason === undefined)
    return problems.problem('request-over-standard', { items: approval.over.length, over });
  return undefined;
}

/** What has left cannot be taken back by cancelling; such a request is closed instead. */
export function decideEnd(
  request: Pick<RequestView, 'number' | 'state'>,
  to: 'cancelled' | 'closed',
  lines: readonly LineFigures[],
): Problem | undefined {
  const shipped = lines.reduce((sum, line) => sum + line.shipped, 0);
  if (to === 'closed') return mayAllocate(request.state) ? undefined : stateProblem(request);
  if (!isOpenToChange(request.state) && !mayAllocate(request.state)) return stateProblem(request);
  return shipped > 0 ? problems.problem('request-shipped', { request: request.number, shipped }) : undefined;
}

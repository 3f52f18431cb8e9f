import type { Problem, ProblemBody } from '../problem.ts';
import { translate } from '../i18n/server.ts';

/** The RFC 9457 body of a problem; `title` in English for logs and people without a client. */
export function problemBody(problem: Problem, instance?: string): ProblemBody {
  return {
    type: problem.code,
    title: translate('en', `problem.${problem.code}`, problem.figures as Record<string, string | number>),
    status: problem.status,
    ...(Object.keys(problem.figures).length > 0 ? { figures: problem.figures } : {}),
    ...(problem.faults.length > 0 ? { faults: problem.faults } : {}),
    ...(instance ? { instance } : {}),
  };
}

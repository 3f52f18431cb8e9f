import { defineProblems } from '#foundation/problem.ts';

/** What stands in the way of complaints and sealed reports. */
export const feedbackProblems = defineProblems('assistance', {
  'feedback-not-found': { status: 404 },
  'feedback-exists': { status: 409, constraints: ['assistance_feedback_pkey', 'assistance_sealed_reports_pkey'] },
  /** What is asked does not go with the state it is in; figures: state. */
  'feedback-state': { status: 409 },
  'feedback-changed-meanwhile': { status: 409 },
  'feedback-link-not-found': { status: 404 },
  'report-not-found': { status: 404 },
  'focal-point-own-people': { status: 422 },
  'focal-point-not-oneself': { status: 409, constraints: ['assistance_focal_points_second_person_check'] },
  'focal-point-already': { status: 409, constraints: ['assistance_focal_points_user_key', 'assistance_focal_points_pkey'] },
});

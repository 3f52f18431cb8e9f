import { defineProblems } from '#foundation/problem.ts';

/** What stands in the way of plans, requests and what is set aside for them. */
export const problems = defineProblems('supply', {
  'plan-not-found': { status: 404, constraints: ['supply_requests_plan_id_fkey'] },
  'plan-exists': { status: 409, constraints: ['supply_plans_pkey'] },
  'plan-closed': { status: 409 },
  'plan-changed-meanwhile': { status: 409 },
  /** A plan that goods were promised to stays with its partner, site and sector. */
  'plan-in-use': { status: 409 },
  'plan-standard-twice': { status: 422, constraints: ['supply_plan_standards_pkey'] },
  'plan-standard-wrong': {
    status: 422,
    constraints: ['supply_plan_standards_sizes_check', 'supply_plan_standards_every_check'],
  },
  'plan-sizes-twice': { status: 422, constraints: ['supply_plan_households_pkey'] },
  'plan-not-a-partner': { status: 422 },
  'site-not-found': { status: 404, constraints: ['supply_plans_site_id_fkey', 'supply_requests_site_id_fkey'] },
  'site-closed': { status: 409 },
  'item-unknown': { status: 422, constraints: ['supply_request_lines_item_id_fkey', 'supply_plan_standards_item_id_fkey'] },
  'item-retired': { status: 409 },
  'pack-unknown': { status: 422 },
  'request-not-found': { status: 404 },
  'request-exists': { status: 409, constraints: ['supply_requests_pkey', 'supply_request_lines_pkey'] },
  'request-item-twice': { status: 422, constraints: ['supply_request_lines_item_key'] },
  'request-reference-taken': { status: 409, constraints: ['supply_requests_reference_key'] },
  'request-pack-differs': { status: 422, constraints: ['supply_request_lines_ratio_check'] },
  'request-changed-meanwhile': { status: 409 },
  /** What is asked does not go with the state it is in; figures: state. */
  'request-state': { status: 409 },
  'request-empty': { status: 422 },
  'request-after-plan': { status: 422 },
  /** Who wrote or sent a request does not approve it. */
  'request-own': { status: 409, constraints: ['supply_requests_second_person_check'] },
  /** Over the standard is approved only with words; figures: items, and by how much. */
  'request-over-standard': { status: 409 },
  'request-shipped': { status: 409 },
  /** Another dispatcher was quicker; figures: item, lot, place, asked, available. */
  'stock-went': { status: 409 },
  'nothing-free': { status: 409 },
  'proposal-changed': { status: 409 },
  'pick-barred': { status: 409 },
  'pick-reason-needed': { status: 422 },
  'pick-beyond-asked': { status: 409, constraints: ['supply_request_lines_allocated_check'] },
  'pick-not-found': { status: 404 },
  'pick-ended': { status: 409 },
  'pick-on-shipment': { status: 409 },
  'pick-exists': { status: 409, constraints: ['supply_picks_pkey', 'supply_allocations_pkey'] },
  'pick-until-past': { status: 422 },
});

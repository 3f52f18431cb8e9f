import { defineProblems } from '#foundation/problem.ts';

/** What stands in the way of packages, distributions and their lists. */
export const problems = defineProblems('assistance', {
  'package-not-found': { status: 404 },
  'package-exists': { status: 409, constraints: ['assistance_packages_pkey'] },
  'package-code-taken': { status: 409, constraints: ['assistance_packages_code_key'] },
  'package-retired': { status: 409 },
  'package-changed-meanwhile': { status: 409, constraints: ['assistance_package_versions_pkey'] },
  /** Two bands of an item meet; figures: item, size. */
  'package-bands-overlap': { status: 422, constraints: ['assistance_package_lines_pkey'] },
  'package-band-wrong': { status: 422, constraints: ['assistance_package_lines_sizes_check'] },
  'item-unknown': { status: 422, constraints: ['assistance_package_lines_item_id_fkey'] },
  'event-not-found': { status: 404 },
  'event-exists': { status: 409, constraints: ['assistance_events_pkey', 'assistance_events_place_id_key'] },
  'event-changed-meanwhile': { status: 409 },
  /** What is asked does not go with the state it is in; figures: state. */
  'event-state': { status: 409 },
  'not-a-partner': { status: 422 },
  'site-not-found': { status: 404, constraints: ['assistance_events_site_id_fkey'] },
  'site-closed': { status: 409 },
  /** Goods are given out from a partner's store, a delivery point, a warehouse or a hub that is open. */
  'store-wrong': { status: 422 },
  'lanes-wrong': { status: 422, constraints: ['assistance_lanes_pkey', 'assistance_lanes_no_key'] },
  'lane-not-found': { status: 404, constraints: ['assistance_handovers_lane_fkey', 'assistance_keyings_lane_fkey'] },
  'lane-closed': { status: 409 },
  'team-unknown': { status: 422, constraints: ['assistance_team_user_id_fkey'] },
  /** Nothing is counted on: no list, and no number of households. */
  'nothing-expected': { status: 422 },
  /** Less is free in the store than asked; figures: item, asked, available. */
  'stock-short': { status: 409 },
  'sizes-unknown': { status: 422 },
  'token-not-found': { status: 404 },
  'token-lost': { status: 409 },
  'token-served': { status: 409 },
  'token-number-taken': { status: 409, constraints: ['assistance_tokens_number_key'] },
  'token-taken': { status: 409, constraints: ['assistance_tokens_hash_key', 'assistance_tokens_pkey'] },
  'token-too-short': { status: 422 },
  'list-not-admitted': { status: 409 },
  'sign-own-side': { status: 403 },
  'sign-second-person': { status: 409, constraints: ['assistance_signatures_second_person_key'] },
  'signed-already': { status: 409, constraints: ['assistance_signatures_pkey'] },
  /** What is signed is not what stands in the books now. */
  'figures-changed': { status: 409 },
  /** The books have moved since both sides signed; figures: side. */
  'signature-old': { status: 409 },
  'sample-seed-used': { status: 409, constraints: ['assistance_samples_seed_key'] },
  'sample-too-large': { status: 422, constraints: ['assistance_samples_size_check'] },
  'sample-not-found': { status: 404 },
  'nobody-served': { status: 409 },
});

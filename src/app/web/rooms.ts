import type { WebRoom } from '#foundation/web/room.ts';
import { room as access } from '#kernel/access/web/index.ts';
import { room as audit } from '#kernel/audit/web/index.ts';
import { room as views } from '#kernel/views/web/index.ts';
import { room as exceptions } from '#kernel/exceptions/web/index.ts';
import { room as rates } from '#kernel/rates/web/index.ts';
import { room as numbers } from '#kernel/numbers/web/index.ts';
import { room as notify } from '#kernel/notify/web/index.ts';
import { room as imports } from '#kernel/imports/web/index.ts';
import { room as jobs } from '#kernel/jobs/web/index.ts';
import { room as notes } from '#kernel/notes/web/index.ts';
import { room as sync } from '#kernel/sync/web/index.ts';
import { room as orgs } from '#kernel/orgs/web/index.ts';
import { room as demands } from '#kernel/demands/web/index.ts';
import { room as places } from '#kernel/places/web/index.ts';
import { room as people } from '#kernel/people/web/index.ts';
import { room as goods } from '#kernel/goods/web/index.ts';
import { room as supply } from '#modules/supply/web/index.ts';
import { room as assistance } from '#modules/assistance/web/index.ts';

/** Every room's browser side, in the order of the ladder. */
export const rooms: readonly WebRoom[] = [
  access,
  audit,
  exceptions,
  numbers,
  rates,
  notify,
  views,
  orgs,
  demands,
  places,
  people,
  goods,
  imports,
  jobs,
  notes,
  sync,
  supply,
  assistance,
];

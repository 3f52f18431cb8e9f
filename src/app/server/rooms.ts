import { room as audit } from '#kernel/audit/server/index.ts';
import { room as access } from '#kernel/access/server/index.ts';
import { room as views } from '#kernel/views/server/index.ts';
import { room as exceptions } from '#kernel/exceptions/server/index.ts';
import { room as files } from '#kernel/files/server/index.ts';
import { room as rates } from '#kernel/rates/server/index.ts';
import { room as numbers } from '#kernel/numbers/server/index.ts';
import { room as notify } from '#kernel/notify/server/index.ts';
import { room as imports } from '#kernel/imports/server/index.ts';
import { room as jobs } from '#kernel/jobs/server/index.ts';
import { room as notes } from '#kernel/notes/server/index.ts';
import { room as sync } from '#kernel/sync/server/index.ts';
import { room as ledger } from '#kernel/ledger/server/index.ts';
import { room as orgs } from '#kernel/orgs/server/index.ts';
import { room as demands } from '#kernel/demands/server/index.ts';
import { room as places } from '#kernel/places/server/index.ts';
import { room as people } from '#kernel/people/server/index.ts';
import { room as goods } from '#kernel/goods/server/index.ts';
import { room as supply } from '#modules/supply/server/index.ts';
import { room as assistance } from '#modules/assistance/server/index.ts';
import { room as demo } from './demo/room.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';

/** Every room's server side, in the order of the ladder. */
export const rooms: readonly ServerRoom[] = [
  access,
  audit,
  exceptions,
  numbers,
  files,
  rates,
  orgs,
  demands,
  places,
  people,
  ledger,
  goods,
  notify,
  views,
  imports,
  jobs,
  notes,
  sync,
  supply,
  assistance,
  demo,
];

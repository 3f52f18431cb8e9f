import { audit } from '#kernel/audit/module.ts';
import { access } from '#kernel/access/module.ts';
import { views } from '#kernel/views/module.ts';
import { exceptions } from '#kernel/exceptions/module.ts';
import { files } from '#kernel/files/module.ts';
import { rates } from '#kernel/rates/module.ts';
import { numbers } from '#kernel/numbers/module.ts';
import { notify } from '#kernel/notify/module.ts';
import { imports } from '#kernel/imports/module.ts';
import { jobs } from '#kernel/jobs/module.ts';
import { notes } from '#kernel/notes/module.ts';
import { sync } from '#kernel/sync/module.ts';
import { ledger } from '#kernel/ledger/module.ts';
import { orgs } from '#kernel/orgs/module.ts';
import { demands } from '#kernel/demands/module.ts';
import { places } from '#kernel/places/module.ts';
import { people } from '#kernel/people/module.ts';
import { goods } from '#kernel/goods/module.ts';
import { supply } from '#modules/supply/module.ts';
import { assistance } from '#modules/assistance/module.ts';
import { demo } from './demo.ts';
import type { ModuleDef } from '#foundation/module.ts';

/** Every room's manifest, in the order of the ladder. Generators, permissions and tests walk this list. */
export const modules: readonly ModuleDef[] = [
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

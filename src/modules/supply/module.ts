import { defineModule } from '#foundation/module.ts';
import { together } from './parts/part.ts';
import { field } from './parts/field.ts';
import { overview } from './parts/overview.ts';
import { papers } from './parts/papers.ts';
import { requests } from './parts/requests.ts';
import { stores } from './parts/stores.ts';
import { transport } from './parts/transport.ts';

/** Goods from the gate of the warehouse to the signed delivery. */
export const supply = defineModule({ name: 'supply', ...together([stores, requests, transport, papers, overview, field]) });

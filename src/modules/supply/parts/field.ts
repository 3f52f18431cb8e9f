import { countPack } from '../contract/field/count.ts';
import { storePack } from '../contract/field/store.ts';
import { tripPack } from '../contract/field/trip.ts';
import type { Part } from './part.ts';

/** What phones carry of this room. */
export const field: Part = { packs: [tripPack, countPack, storePack] };

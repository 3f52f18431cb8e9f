import type { PlaceNamed } from './names.repo.ts';

/** A place as it is said outside the mission: under a waiver by its code alone, for the name of a store may tell whose it is. */
export const said = (place: PlaceNamed, waived: boolean): PlaceNamed => (waived ? { ...place, en: place.code, tr: null, ar: null } : place);

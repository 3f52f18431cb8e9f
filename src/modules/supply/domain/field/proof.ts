import { coarse } from '#kernel/places/domain/coarse.ts';

/** Where a delivery was signed, as the phone kept it. */
export interface PointKept {
  readonly lat: number;
  readonly lon: number;
  readonly accuracyM?: number;
}

/**
 * The point as a proof says it, which is handed to anybody: rounded, and then without an accuracy, unless its country is
 * known to be Türkiye. The record itself keeps it whole.
 */
export function pointSaid(point: PointKept, near: boolean): { lat: number; lon: number; accuracyM: number | null } {
  if (near) return { lat: point.lat, lon: point.lon, accuracyM: point.accuracyM ?? 0 };
  return { lat: coarse(point.lat), lon: coarse(point.lon), accuracyM: null };
}

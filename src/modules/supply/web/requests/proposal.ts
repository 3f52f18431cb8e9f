import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { allocate, previewAllocation } from '../../contract/requests/allocation.ts';

export type Previewed = z.output<typeof previewAllocation.output>;
export type PreviewedLine = Previewed['requests'][number]['lines'][number];
export type Bucket = Previewed['buckets'][number];

/** Quantities that were changed by hand: `line bucket`. */
export type Edits = Readonly<Record<string, number>>;
export const editKey = (lineId: string, bucketId: number): string => `${lineId} ${bucketId}`;

/** What a line would take of a bucket: as proposed, unless it was changed. */
export function takenOf(line: PreviewedLine, bucketId: number, edits: Edits): number {
  return edits[editKey(line.id, bucketId)] ?? line.picks.find((pick) => pick.bucketId === bucketId)?.qty ?? 0;
}
/** All that a line would take. */
export function takenBy(line: PreviewedLine, edits: Edits): number {
  return bucketsOf(line).reduce((sum, bucketId) => sum + takenOf(line, bucketId, edits), 0);
}
const bucketsOf = (line: PreviewedLine) => [...line.picks, ...line.passed].map((one) => one.bucketId);

/** Whether a line is as the rules propose it. */
export function isByHand(line: PreviewedLine, edits: Edits): boolean {
  return bucketsOf(line).some(
    (bucketId) => takenOf(line, bucketId, edits) !== (line.picks.find((pick) => pick.bucketId === bucketId)?.qty ?? 0),
  );
}

/** Buckets that a person may take from instead: good ones that were left only because others sufficed. */
export const alternativesOf = (line: PreviewedLine) => line.passed.filter((one) => one.why.code === 'earlier-sufficed');

/** What is sent: each line as it was seen, with words where it was changed. */
export function inputOf(
  placeId: string,
  preview: Previewed,
  edits: Edits,
  reasons: Readonly<Record<string, string>>,
): z.input<typeof allocate.input> {
  const lines = preview.requests.flatMap((request) => request.lines.map((line) => ({ request, line })));
  const picks = lines.flatMap(({ line }) =>
    bucketsOf(line).flatMap((bucketId) => {
      const qty = takenOf(line, bucketId, edits);
      if (qty === 0) return [];
      return [{ pickId: newId(), lineId: line.id, bucketId, qty, ...(isByHand(line, edits) ? { byHand: reasons[line.id] ?? '' } : {}) }];
    }),
  );
  const served = preview.requests.filter((request) => request.lines.some((line) => takenBy(line, edits) > 0));
  return { placeId, requests: served.map((request) => ({ allocationId: newId(), requestId: request.id })), picks };
}

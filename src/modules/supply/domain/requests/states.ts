/** How far a request has come. */
export const requestStates = [
  'draft',
  'submitted',
  'approved',
  'refused',
  'part-allocated',
  'allocated',
  'part-shipped',
  'shipped',
  'closed',
  'cancelled',
] as const;
export type RequestState = (typeof requestStates)[number];

/** In these the requester may still write. */
export const isOpenToChange = (state: RequestState) => state === 'draft' || state === 'submitted';
/** In these goods may be set aside for it. */
export const mayAllocate = (state: RequestState) =>
  state === 'approved' || state === 'part-allocated' || state === 'allocated' || state === 'part-shipped' || state === 'shipped';

export interface LineFigures {
  readonly qty: number;
  readonly allocated: number;
  readonly shipped: number;
}

/** What a line still waits for: asked, less what is set aside or has left. */
export const backOrderOf = (line: LineFigures) => Math.max(0, line.qty - line.allocated - line.shipped);

/** The state of an approved request, read off its lines. */
export function stateOfLines(lines: readonly LineFigures[]): RequestState {
  const open = lines.reduce((sum, line) => sum + backOrderOf(line), 0);
  const allocated = lines.reduce((sum, line) => sum + line.allocated, 0);
  const shipped = lines.reduce((sum, line) => sum + line.shipped, 0);
  if (open === 0 && allocated === 0) return 'shipped';
  if (shipped > 0) return 'part-shipped';
  if (open === 0) return 'allocated';
  return allocated > 0 ? 'part-allocated' : 'approved';
}

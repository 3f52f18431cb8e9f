export interface Wanted {
  readonly text: string;
  /** Pixels; null or NaN where it lies outside. */
  readonly at: readonly [number, number] | null;
  readonly kind: 'point' | 'province' | 'district';
}

/** A name with its middle as parts of the picture's width and height. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly kind: Wanted['kind'];
}

/** Pixels of the letters, by what is named. */
const sizes = { point: 22, province: 24, district: 17 };
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Sets names in the order given; one that would lie on another or run over the edge is left out, unless it finds room on the other side of its point. */
export function placeLabels(wanted: readonly Wanted[], width: number, height: number): Label[] {
  const points = wanted.flatMap(({ kind, at }) => (kind === 'point' && at ? [boxOf(at[0], at[1], 24, 24)] : []));
  const taken: Box[] = [...points];
  const labels: Label[] = [];
  for (const { text, at, kind } of wanted) {
    if (text === '' || !at || !Number.isFinite(at[0]) || !Number.isFinite(at[1])) continue;
    const size = sizes[kind];
    const wide = Array.from(text).length * size * 0.56 + 8;
    const places: [number, number][] =
      kind === 'point'
        ? [
            [at[0], at[1] + size * 1.15],
            [at[0], at[1] - size * 1.15],
            [at[0] + wide / 2 + 14, at[1]],
            [at[0] - wide / 2 - 14, at[1]],
          ]
        : [[at[0], at[1]]];
    const free = places
      .map(([x, y]) => ({ x, y, box: boxOf(x, y, wide, size * 1.3) }))
      .find(({ box }) => inside(box, width, height) && !taken.some((other) => overlap(box, other)));
    if (!free) continue;
    taken.push(free.box);
    labels.push({ text, x: free.x / width, y: free.y / height, kind });
  }
  return labels;
}

function boxOf(x: number, y: number, wide: number, high: number): Box {
  return { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 };
}

function inside(box: Box, width: number, height: number): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

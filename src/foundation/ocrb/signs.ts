/** The signs of the zone, in the order of the net's answers. */
export const signs = '<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A picture of one sign as the net sees it. */
export const patchWidth = 16;
export const patchHeight = 24;

/** A small net: maps of 5 x 5 at every second point, a hidden layer, an answer for each sign. */
export interface Net {
  readonly maps: number;
  readonly hidden: number;
  readonly mapWeights: Float32Array;
  readonly mapBias: Float32Array;
  readonly hiddenWeights: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly signWeights: Float32Array;
  readonly signBias: Float32Array;
}
const [across, down] = [patchWidth / 2, patchHeight / 2];
export const mapPoints = across * down;

/** What the maps see in a patch. */
export function seen({ maps, mapWeights, mapBias }: Net, patch: Float32Array, out: Float32Array): Float32Array {
  for (let map = 0; map < maps; map += 1)
    for (let y = 0; y < down; y += 1)
      for (let x = 0; x < across; x += 1) {
        let sum = mapBias[map]!;
        for (let j = 0; j < 5; j += 1) {
          const row = 2 * y + j - 2;
          if (row < 0 || row >= patchHeight) continue;
          for (let i = 0; i < 5; i += 1) {
            const column = 2 * x + i - 2;
            if (column >= 0 && column < patchWidth) sum += mapWeights[map * 25 + j * 5 + i]! * patch[row * patchWidth + column]!;
          }
        }
        out[map * mapPoints + y * across + x] = sum > 0 ? sum : 0;
      }
  return out;
}

/** Sums of the weighted inputs, with or without what is below zero. */
export function layer(input: Float32Array, weights: Float32Array, bias: Float32Array, rectify: boolean): Float32Array {
  const out = new Float32Array(bias.length);
  for (let to = 0; to < out.length; to += 1) {
    let sum = bias[to]!;
    const row = to * input.length;
    for (let from = 0; from < input.length; from += 1) sum += weights[row + from]! * input[from]!;
    out[to] = rectify && sum < 0 ? 0 : sum;
  }
  return out;
}

/** How likely each sign is, together one. */
export function likelihoods(net: Net, patch: Float32Array): Float32Array {
  const maps = seen(net, patch, new Float32Array(net.maps * mapPoints));
  const hidden = layer(maps, net.hiddenWeights, net.hiddenBias, true);
  const sums = layer(hidden, net.signWeights, net.signBias, false);
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const whole = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / whole);
}

// The net while it learns: answers, blame sent back layer by layer, steps after Adam (Kingma and Ba 2014).
import { layer, mapPoints, patchHeight, patchWidth, seen, signs } from '#foundation/ocrb/signs.ts';
import type { Net } from '#foundation/ocrb/signs.ts';
import type { PackedNet } from '#foundation/ocrb/net.ts';
import { normal } from './chance.ts';
import type { Chance } from './chance.ts';

export interface Sample {
  readonly patch: Float32Array;
  /** Which sign it is, by its place in the list. */
  readonly sign: number;
}
const [maps, hidden, batch] = [8, 64, 32];
const parts = ['mapWeights', 'mapBias', 'hiddenWeights', 'hiddenBias', 'signWeights', 'signBias'] as const;
type Weights = Readonly<Record<(typeof parts)[number], Float32Array>>;

export function newPupil(chance: Chance) {
  const random = (length: number, inputs: number) => Float32Array.from({ length }, () => normal(chance) * Math.sqrt(2 / inputs));
  const net: Net = {
    maps,
    hidden,
    mapWeights: random(maps * 25, 25),
    mapBias: new Float32Array(maps),
    hiddenWeights: random(hidden * maps * mapPoints, maps * mapPoints),
    hiddenBias: new Float32Array(hidden),
    signWeights: random(signs.length * hidden, hidden),
    signBias: new Float32Array(signs.length),
  };
  const blame = like(net);
  const step = adam(net, blame);
  return {
    /** Learns from all of them; answers how many it knew before. */
    learn(samples: readonly Sample[], rate: number): number {
      let right = 0;
      samples.forEach((sample, at) => {
        if (tryOne(net, sample, blame)) right += 1;
        if (at % batch === batch - 1) step(rate);
      });
      return right;
    },
    packed: (): PackedNet => {
      const packed = Object.fromEntries(parts.map((part) => [part, pack(net[part])])) as Record<
        (typeof parts)[number],
        ReturnType<typeof pack>
      >;
      return { maps, hidden, ...packed };
    },
  };
}

const like = (net: Weights) => Object.fromEntries(parts.map((part) => [part, new Float32Array(net[part].length)])) as unknown as Weights;

/** One sample: what the net says, and how much each weight is to blame for what is wrong in it. */
function tryOne(net: Net, { patch, sign }: Sample, blame: Weights): boolean {
  const points = seen(net, patch, new Float32Array(maps * mapPoints));
  const inner = layer(points, net.hiddenWeights, net.hiddenBias, true);
  const sums = layer(inner, net.signWeights, net.signBias, false);
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const whole = powers.reduce((sum, power) => sum + power, 0);
  // A little doubt is taught too: a net that is never in doubt cannot say which sign may be another one.
  const doubt = 0.03;
  const faults = powers.map((power, at) => power / whole - (at === sign ? 1 - doubt : doubt / (signs.length - 1)));
  const innerFaults = back(faults, { input: inner, weights: net.signWeights }, { weights: blame.signWeights, bias: blame.signBias });
  const heard = innerFaults.map((fault, at) => (inner[at]! > 0 ? fault : 0));
  const pointFaults = back(heard, { input: points, weights: net.hiddenWeights }, { weights: blame.hiddenWeights, bias: blame.hiddenBias });
  blameMaps(patch, { points, faults: pointFaults }, blame);
  return sums.indexOf(most) === sign;
}

interface Through {
  readonly input: Float32Array;
  readonly weights: Float32Array;
}
function back(faults: Float32Array, { input, weights }: Through, blame: { weights: Float32Array; bias: Float32Array }): Float32Array {
  const before = new Float32Array(input.length);
  for (let to = 0; to < faults.length; to += 1) {
    const fault = faults[to]!;
    if (fault === 0) continue;
    blame.bias[to]! += fault;
    const row = to * input.length;
    for (let from = 0; from < input.length; from += 1) {
      blame.weights[row + from]! += fault * input[from]!;
      before[from]! += fault * weights[row + from]!;
    }
  }
  return before;
}

function blameMaps(patch: Float32Array, { points, faults }: { points: Float32Array; faults: Float32Array }, blame: Weights): void {
  const across = patchWidth / 2;
  points.forEach((point, at) => {
    if (point <= 0) return;
    const [map, place] = [Math.floor(at / mapPoints), at % mapPoints];
    const [left, top] = [2 * (place % across) - 2, 2 * Math.floor(place / across) - 2];
    blame.mapBias[map]! += faults[at]!;
    for (let j = Math.max(0, -top); j < Math.min(5, patchHeight - top); j += 1)
      for (let i = Math.max(0, -left); i < Math.min(5, patchWidth - left); i += 1)
        blame.mapWeights[map * 25 + j * 5 + i]! += faults[at]! * patch[(top + j) * patchWidth + left + i]!;
  });
}

function adam(net: Net, blame: Weights): (rate: number) => void {
  const [mean, square] = [like(net), like(net)];
  let steps = 0;
  return (rate) => {
    steps += 1;
    const pace = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
    for (const part of parts)
      blame[part].forEach((sum, at) => {
        const fault = sum / batch;
        mean[part][at] = 0.9 * mean[part][at]! + 0.1 * fault;
        square[part][at] = 0.999 * square[part][at]! + 0.001 * fault * fault;
        net[part][at]! -= (pace * mean[part][at]!) / (Math.sqrt(square[part][at]!) + 1e-8);
        blame[part][at] = 0;
      });
  };
}

/** Whole numbers of eight bits, and how much one is. */
function pack(weights: Float32Array): { scale: number; data: string } {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127;
  return { scale, data: Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer).toString('base64') };
}

import type { Net } from './signs.ts';

interface Packed {
  readonly scale: number;
  readonly data: string;
}
export interface PackedNet {
  readonly maps: number;
  readonly hidden: number;
  readonly mapWeights: Packed;
  readonly mapBias: Packed;
  readonly hiddenWeights: Packed;
  readonly hiddenBias: Packed;
  readonly signWeights: Packed;
  readonly signBias: Packed;
}
const unpack = ({ scale, data }: Packed) => Float32Array.from(atob(data), (one) => ((one.charCodeAt(0) << 24) >> 24) * scale);

/** Weights as they lie in the file: whole numbers of eight bits, and how much one is. */
export const netOf = (packed: PackedNet): Net => ({
  maps: packed.maps,
  hidden: packed.hidden,
  mapWeights: unpack(packed.mapWeights),
  mapBias: unpack(packed.mapBias),
  hiddenWeights: unpack(packed.hiddenWeights),
  hiddenBias: unpack(packed.hiddenBias),
  signWeights: unpack(packed.signWeights),
  signBias: unpack(packed.signBias),
});

/** The three stores that partners keep, with the hub before them and the points that each serves. */
export interface PartnerStore {
  readonly code: 'PS-01' | 'PS-02' | 'PS-03';
  readonly org: string;
  readonly user: string;
  readonly hub: string;
  /** The gate that is nearest. */
  readonly gate: string;
  readonly points: readonly string[];
}
export const partnerStores: readonly PartnerStore[] = [
  { code: 'PS-01', org: 'yasmin', user: 'partner', hub: 'HUB-2', gate: 'bab-al-salama', points: ['DP-1A', 'DP-1B', 'DP-1C'] },
  { code: 'PS-02', org: 'sunbula', user: 'partner-2', hub: 'HUB-1', gate: 'bab-al-hawa', points: ['DP-2A', 'DP-2B', 'DP-2C'] },
  { code: 'PS-03', org: 'ghaith', user: 'partner-3', hub: 'HUB-2', gate: 'al-rai', points: ['DP-3A', 'DP-3B', 'DP-3C'] },
];
export function storeOf(code: PartnerStore['code']): PartnerStore {
  return partnerStores.find((store) => store.code === code)!;
}

/** How often a field agrees so among records of one person (m), and among records of two (u). */
export interface Level {
  readonly m: number;
  readonly u: number;
}
export const matchFields = ['id', 'given', 'father', 'family', 'mother', 'birth', 'sex', 'phone', 'district'] as const;
export type MatchField = (typeof matchFields)[number];
export interface MatchModel {
  readonly version: string;
  /** Chance that a record in the register is this person, before anything is compared. */
  readonly prior: number;
  readonly levels: Readonly<Record<MatchField, Readonly<Record<string, Level>>>>;
  /** Bits that all evidence of a household may add when the given names differ: twins and siblings are not one person. */
  readonly siblingCap: number;
}

const name = { same: { m: 0.72, u: 0.004 }, sounds: { m: 0.18, u: 0.006 }, near: { m: 0.05, u: 0.01 }, other: { m: 0.05, u: 0.98 } };

/**
 * The first model: fixed figures, stated in the handbook of the room, until decided pairs have made better ones. A missing
 * value is no evidence; the day 01-01 is worth less than a real birthday; a phone or district speaks for a household only.
 */
export const model: MatchModel = {
  version: 'fixed-1',
  prior: 1 / 200_000,
  levels: {
    id: { same: { m: 0.9, u: 0.000_001 }, other: { m: 0.1, u: 0.999_999 } },
    given: name,
    father: name,
    family: name,
    mother: name,
    birth: {
      same: { m: 0.64, u: 0.000_04 },
      first: { m: 0.14, u: 0.001 },
      swapped: { m: 0.02, u: 0.000_05 },
      year: { m: 0.06, u: 0.015 },
      'day-month': { m: 0.03, u: 0.000_2 },
      beside: { m: 0.06, u: 0.03 },
      other: { m: 0.05, u: 0.95 },
    },
    sex: { same: { m: 0.98, u: 0.5 }, other: { m: 0.02, u: 0.5 } },
    phone: { same: { m: 0.5, u: 0.01 }, other: { m: 0.5, u: 0.99 } },
    district: { same: { m: 0.85, u: 0.2 }, other: { m: 0.15, u: 0.8 } },
  },
  siblingCap: 6,
};

/** Bits for and against, by field and level. */
export function weightsOf(of: MatchModel): Record<MatchField, Record<string, number>> {
  const entries = matchFields.map((field) => {
    const levels = Object.entries(of.levels[field]).map(([level, { m, u }]) => [level, Math.round(Math.log2(m / u) * 100) / 100] as const);
    return [field, Object.fromEntries(levels)] as const;
  });
  return Object.fromEntries(entries) as Record<MatchField, Record<string, number>>;
}

/** Probability that two records are one person, from the bits of their fields. */
export function probabilityOf(bits: number, of: MatchModel = model): number {
  const odds = (of.prior / (1 - of.prior)) * 2 ** bits;
  return odds / (1 + odds);
}

export type Zone = 'hold' | 'look' | 'silent';
/** From here on the desk stops and asks, looks, or says nothing. Never does the machine merge. */
export function zoneOf(probability: number): Zone {
  return probability >= 0.99 ? 'hold' : probability >= 0.2 ? 'look' : 'silent';
}

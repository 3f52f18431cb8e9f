import type { Unit } from '../contract/shared.ts';

/** The groups of the IFRC catalogue by the first letter of a code, named by us. */
export const ifrcGroups: Readonly<Record<string, { readonly en: string; readonly tr: string; readonly ar: string }>> = {
  A: { en: 'Administration', tr: 'İdare', ar: 'الإدارة' },
  C: { en: 'Radio and telecommunication', tr: 'Telsiz ve haberleşme', ar: 'اللاسلكي والاتصالات' },
  D: { en: 'Medicines', tr: 'İlaçlar', ar: 'الأدوية' },
  E: { en: 'Engineering', tr: 'Mühendislik', ar: 'الهندسة' },
  F: { en: 'Food', tr: 'Gıda', ar: 'الغذاء' },
  H: { en: 'Housing', tr: 'Barınma', ar: 'الإيواء' },
  I: { en: 'Identification', tr: 'Kimlik', ar: 'التعريف' },
  K: { en: 'Kits and modules', tr: 'Set ve modüller', ar: 'العدد والوحدات' },
  M: { en: 'Medical equipment', tr: 'Tıbbi donanım', ar: 'المعدات الطبية' },
  O: { en: 'Orthopaedics', tr: 'Ortopedi', ar: 'تقويم العظام' },
  R: { en: 'Agriculture and veterinary', tr: 'Tarım ve veterinerlik', ar: 'الزراعة والبيطرة' },
  T: { en: 'Transport', tr: 'Ulaşım', ar: 'النقل' },
  U: { en: 'Administration units', tr: 'İdari birimler', ar: 'الوحدات الإدارية' },
  W: { en: 'Water and sanitation', tr: 'Su ve hijyen', ar: 'المياه والإصحاح' },
  X: { en: 'Medical supplies', tr: 'Tıbbi malzeme', ar: 'المستلزمات الطبية' },
};

/** The family of an IFRC code here: `IFRC-H` for `HSHETENTF16C`. */
export const ifrcFamilyOf = (code: string): string => `IFRC-${code.slice(0, 1)}`;

/** The unit that a description says, or piece. */
export function unitOfText(text: string): Unit {
  const words = text.toLowerCase();
  if (/^(kit|module)\b/.test(words)) return 'kit';
  if (/(^|, ?)set\b/.test(words)) return 'set';
  if (/(^|, ?)roll\b/.test(words)) return 'roll';
  if (/(^|, ?)pair\b/.test(words)) return 'pair';
  if (/\bvial\b|\bamp(oule)?\b/.test(words)) return 'vial';
  if (/\b(tab|tablet|caps)\.?\b/.test(words)) return 'tablet';
  return 'piece';
}

export interface Measured {
  readonly weightKg?: number | undefined;
  readonly volumeL?: number | undefined;
  readonly lengthCm?: number | undefined;
  readonly widthCm?: number | undefined;
  readonly heightCm?: number | undefined;
}

const known = (value: number | undefined): number | undefined => (value === undefined || value <= 0 ? undefined : value);
const thousandths = (value: number): number | undefined => {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded > 0 ? rounded : undefined;
};

/**
 * Grams and cubic centimetres of a row: zero is unknown, sides make the volume where none is given.
 * `differs` tells a volume that is not what the sides make, in litres.
 */
export function measuresOf(row: Measured): {
  readonly weightG: number | undefined;
  readonly volumeCm3: number | undefined;
  readonly differs: { readonly said: number; readonly sides: number } | undefined;
} {
  const [length, width, height] = [known(row.lengthCm), known(row.widthCm), known(row.heightCm)];
  const sides = length && width && height ? (length * width * height) / 1000 : undefined;
  const said = known(row.volumeL);
  const litres = said ?? sides;
  const weight = known(row.weightKg);
  const isFar = said !== undefined && sides !== undefined && Math.abs(said - sides) > 0.05 * Math.max(said, sides);
  return {
    weightG: weight === undefined ? undefined : thousandths(weight * 1000),
    volumeCm3: litres === undefined ? undefined : thousandths(litres * 1000),
    differs: isFar ? { said, sides: Math.round(sides * 1000) / 1000 } : undefined,
  };
}

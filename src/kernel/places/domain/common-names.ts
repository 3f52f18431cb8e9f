/** What people call a province when the official name says something longer or other, by its P-code. */
const commonNames: Readonly<Record<string, readonly string[]>> = {
  TUR027: ['Antep', 'عنتاب'],
  TUR031: ['Antakya', 'أنطاكيا'],
  TUR033: ['İçel'],
  TUR041: ['İzmit'],
  TUR046: ['Maraş', 'مرعش'],
  TUR054: ['Adapazarı'],
  TUR063: ['Urfa', 'أورفا'],
};

/** The everyday names of an area, which find it as its own do. */
export const commonNamesOf = (pcode: string): readonly string[] => commonNames[pcode] ?? [];

/**
 * What the field face is called on a phone that passes a checkpoint: a word that any phone has. Name, title and icon say
 * neither Kervan nor agency nor mission; the address of the server stays what it is, and the guide says so.
 */
export const neutralNames = { en: 'Notes', tr: 'Notlar', ar: 'ملاحظات' } as const;
export type NeutralLanguage = keyof typeof neutralNames;

const isLanguage = (text: unknown): text is NeutralLanguage => typeof text === 'string' && Object.hasOwn(neutralNames, text);

/** Where a phone asks for what it is installed by; the mission is the slug of its address, if it has one. */
export const neutralManifestPath = (language: NeutralLanguage, mission: string | undefined): string =>
  `/api/notes.webmanifest?language=${language}${mission ? `&at=${mission}` : ''}`;

/** The field face as a phone installs it: it opens at the field, never at the desk. */
export function neutralManifest(asked: { readonly language?: unknown; readonly at?: unknown }) {
  const language = isLanguage(asked.language) ? asked.language : 'en';
  const at = typeof asked.at === 'string' && /^[a-z][a-z0-9-]{0,40}$/.test(asked.at) ? `/@${asked.at}` : '';
  return {
    name: neutralNames[language],
    short_name: neutralNames[language],
    lang: language,
    dir: language === 'ar' ? 'rtl' : 'ltr',
    id: `${at}/field`,
    start_url: `${at}/field`,
    scope: `${at}/field`,
    display: 'standalone',
    background_color: '#FBFAF7',
    theme_color: '#FBFAF7',
    icons: [192, 512].map((side) => ({ src: `/notes-${side}.png`, sizes: `${side}x${side}`, type: 'image/png', purpose: 'any' })),
  };
}

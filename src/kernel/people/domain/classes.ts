/** Classes of fields on a person, each opened by a right of its own. Who lacks it sees no trace of the class. */
export const fieldClasses = ['identifiers', 'contacts', 'needs'] as const;
export type FieldClass = (typeof fieldClasses)[number];

export interface ConsentLike {
  readonly purpose: string;
  readonly recipientClass: string;
  readonly withdrawn: boolean;
}
/** What a consent of this purpose lets others see besides the name. */
const opensClass: Readonly<Record<FieldClass, readonly string[]>> = {
  identifiers: ['payment', 'registration'],
  contacts: ['assistance', 'referral', 'monitoring', 'payment'],
  needs: ['assistance', 'referral'],
};

/**
 * The classes a reader (`own`, or the kind of another organisation) is shown: what the role opens here and, for readers of other organisations, what the person agreed
 * to have given to their kind for a purpose that needs it.
 */
export function shownClasses(reader: string, rights: ReadonlySet<FieldClass>, consents: readonly ConsentLike[]): FieldClass[] {
  return fieldClasses.filter((one) => {
    if (!rights.has(one)) return false;
    if (reader === 'own') return true;
    return consents.some((consent) => !consent.withdrawn && consent.recipientClass === reader && opensClass[one].includes(consent.purpose));
  });
}

/** The Washington Group short set: six functions, how hard each is. */
export const functions = ['seeing', 'hearing', 'walking', 'remembering', 'self-care', 'communicating'] as const;
export const difficulties = ['none', 'some', 'a-lot', 'cannot'] as const;
export type Needs = {
  readonly washington?: Readonly<Partial<Record<(typeof functions)[number], (typeof difficulties)[number]>>>;
  readonly other?: readonly (typeof otherNeeds)[number][];
  readonly note?: string;
};
/** Other specific needs, as registration desks tick them. */
export const otherNeeds = [
  'pregnant',
  'breastfeeding',
  'chronic-illness',
  'single-parent',
  'unaccompanied-child',
  'separated-child',
  'older-person-alone',
  'legal-protection',
] as const;

/** The set's own rule: much difficulty, or none at all possible, in at least one function. */
export function hasDisability(needs: Needs): boolean {
  return Object.values(needs.washington ?? {}).some((one) => one === 'a-lot' || one === 'cannot');
}

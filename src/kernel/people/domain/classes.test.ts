import { describe, expect, it } from 'vitest';
import { fieldClasses, hasDisability, shownClasses } from './classes.ts';

const all = new Set(fieldClasses);
const consent = (purpose: string, recipientClass = 'partner', withdrawn = false) => ({ purpose, recipientClass, withdrawn });

describe('classes of fields', () => {
  it('are opened to the mission’s own by their rights alone', () => {
    expect(shownClasses('own', all, [])).toEqual(fieldClasses);
    expect(shownClasses('own', new Set(['contacts']), [])).toEqual(['contacts']);
  });

  it('are opened to others only where right, consent, recipient and purpose meet', () => {
    expect(shownClasses('partner', all, [])).toEqual([]);
    expect(shownClasses('partner', all, [consent('assistance')])).toEqual(['contacts', 'needs']);
    expect(shownClasses('partner', all, [consent('monitoring')])).toEqual(['contacts']);
    expect(shownClasses('partner', all, [consent('assistance', 'un-agency')])).toEqual([]);
    expect(shownClasses('partner', new Set(['needs']), [consent('assistance')])).toEqual(['needs']);
  });

  it('are shut again when the consent was taken back', () =>
    expect(shownClasses('partner', all, [consent('assistance', 'partner', true)])).toEqual([]));
});

it('disability is much difficulty in one function', () => {
  expect(hasDisability({ washington: { seeing: 'some', walking: 'some' } })).toBe(false);
  expect(hasDisability({ washington: { walking: 'a-lot' } })).toBe(true);
  expect(hasDisability({})).toBe(false);
});

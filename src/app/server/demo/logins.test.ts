import { describe, expect, it } from 'vitest';
import { shownLogins } from './logins.ts';
import { users } from './users.ts';

describe('the logins of the demonstration', () => {
  it('show each role once, called in every language, and both administrators', () => {
    expect(new Set(shownLogins.map(({ role }) => role.en)).size).toBe(new Set(users.map(({ role }) => role)).size);
    expect(shownLogins.filter(({ role }) => role.en === 'Administrator')).toHaveLength(2);
    for (const { role } of shownLogins) for (const words of Object.values(role)) expect(words).toMatch(/^\p{L}[\p{L}\p{M} ]+$/u);
  });
});

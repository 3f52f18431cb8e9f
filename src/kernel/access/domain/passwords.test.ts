import { describe, expect, it } from 'vitest';
import { weaknessOf } from './passwords.ts';

describe('a password', () => {
  it.each(['olive river stone', 'üç dört sıradan sözcük', 'جسر على النهر البعيد', 'Tr0ub4dor&3xyz', 'a brook under it'])(
    'may be %s',
    (password) => {
      expect(weaknessOf(password, ['Zeynep Arslan', 'zeynep.arslan@example.org'])).toBeNull();
    },
  );

  it('has at least twelve characters as people count them', () => {
    expect(weaknessOf('elevenchars')).toBe('short');
    expect(weaknessOf('جسر على نهر')).toBe('short');
    expect(weaknessOf('👍👍👍👍👍👍')).toBe('short');
  });

  it.each([
    'password1234',
    'PASSWORD!!!!',
    'kervankervan',
    'qwertyuiop12',
    'galatasaray1905',
    'habibi habibi',
    'aaaaaaaaaaaa',
    '123123123123',
    'abcabcabcabc',
    '012345678901',
    'abcdefghijklmn',
    'nmlkjihgfedcba',
    'temporary-password-1',
  ])('is not one of the first that are guessed: %s', (password) => {
    expect(weaknessOf(password)).toBe('common');
  });

  it.each(['zeynep.arslan', 'Arslan123456', 'zeynepzeynep1', 'example-1234567'])(
    'is more than what others know of the person: %s',
    (password) => {
      expect(weaknessOf(password, ['Zeynep Arslan', 'zeynep.arslan@example.org'])).toBe('own-name');
    },
  );

  it('may hold the name among other words', () => {
    expect(weaknessOf('zeynep drinks tea at noon', ['Zeynep Arslan'])).toBeNull();
  });
});

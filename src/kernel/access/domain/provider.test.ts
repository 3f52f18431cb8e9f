import { expect, it } from 'vitest';
import { decideLinking, provedTwice } from './provider.ts';
import type { ProviderClaims } from './provider.ts';

const claims: ProviderClaims = { subject: 's-1', email: 'Zeynep@Example.org', emailVerified: true, methods: [] };

it('an account that is linked already is known, whatever its address says now', () => {
  expect(decideLinking({ ...claims, email: null, emailVerified: false }, 'id-1')).toEqual({ kind: 'known', identityId: 'id-1' });
});

it('a new account is linked by a verified address only', () => {
  expect(decideLinking(claims, undefined)).toEqual({ kind: 'link', email: 'zeynep@example.org' });
  for (const weak of [{ emailVerified: false }, { email: null }])
    expect(decideLinking({ ...claims, ...weak }, undefined)).toEqual({ kind: 'refused', problem: 'provider-unverified' });
});

it('only a provider that asked for more than a password stands for the second step', () => {
  expect(provedTwice({ ...claims, methods: ['pwd', 'mfa'] })).toBe(true);
  for (const methods of [[], ['pwd'], ['otp']]) expect(provedTwice({ ...claims, methods })).toBe(false);
});

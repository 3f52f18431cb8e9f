import { expect, it } from 'vitest';
import { isOwnOrigin, relyingPartyOf } from './relying-party.ts';

it('passkeys are tied to a host name over HTTPS, or to localhost', () => {
  expect(relyingPartyOf('https://kervan.example.org')).toBe('kervan.example.org');
  expect(relyingPartyOf('https://kervan.example.org:8443/x')).toBe('kervan.example.org');
  expect(relyingPartyOf('http://localhost:4000')).toBe('localhost');
});

it('a bare address, plain HTTP and nonsense carry none', () => {
  for (const address of ['http://kervan.example.org', 'https://192.168.1.4', 'http://127.0.0.1:4000', 'https://[::1]', 'nonsense'])
    expect(relyingPartyOf(address)).toBeNull();
});

it('a page of another host, of a host below ours or over plain HTTP is not our own', () => {
  const host = 'kervan.example.org';
  expect(isOwnOrigin('https://kervan.example.org:8443', host)).toBe(true);
  for (const origin of [
    'https://evil.example.org',
    'https://kervan.example.org.evil.net',
    'https://x.kervan.example.org',
    'http://kervan.example.org',
    '',
  ])
    expect(isOwnOrigin(origin, host)).toBe(false);
});

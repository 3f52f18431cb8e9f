import { expect, it } from 'vitest';
import { demandsTls } from './mailer.ts';

it('mail beyond this machine is encrypted or does not leave', () => {
  expect(demandsTls({ host: 'smtp.example.org', secure: false })).toBe(true);
  expect(demandsTls({ host: 'localhost.example.org', secure: false })).toBe(true);
  // From the first byte: there is nothing to begin later.
  expect(demandsTls({ host: 'smtp.example.org', secure: true })).toBe(false);
  for (const host of ['localhost', '127.0.0.1', '::1']) expect(demandsTls({ host, secure: false })).toBe(false);
});

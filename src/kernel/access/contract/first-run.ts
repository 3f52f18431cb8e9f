import * as z from 'zod';
import { defineCommand, personal, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Password } from './account.ts';
import { Language } from './me.ts';
import { Email } from './users.ts';

export const MissionNames = z.strictObject({
  en: z.string().trim().min(1).max(100),
  tr: z.string().trim().min(1).max(100),
  ar: z.string().trim().min(1).max(100),
});
const TimeZone = z
  .string()
  .max(60)
  .refine((zone) => isTimeZone(zone));

/** Begins a mission: its names, where and in which money it works, and its first administrator. The link dies with it. */
export const beginMission = defineCommand({
  name: 'access.begin-mission',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    token: secret(z.string().min(20).max(100)),
    names: MissionNames,
    timeZone: TimeZone,
    currency: z.string().regex(/^[A-Z]{3}$/),
    countries: z
      .array(z.string().regex(/^[A-Z]{3}$/))
      .min(1)
      .max(20),
    userId: Id,
    assignmentId: Id,
    name: personal(z.string().trim().min(1).max(200)),
    email: personal(Email),
    language: Language,
    password: secret(Password),
  }),
  scope: () => 'mission',
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

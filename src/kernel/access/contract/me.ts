import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';

export const Language = z.enum(['en', 'tr', 'ar']);

const MissionShape = z.strictObject({ slug: z.string(), name: z.string(), demo: z.boolean(), practice: z.boolean() });

/** A permission within a scope and time; the browser asks the same pure functions as the server. */
export const GrantShape = z.strictObject({
  permission: z.string(),
  scope: z.strictObject({ kind: z.enum(['mission', 'area', 'site', 'org', 'response']), id: z.string().nullable() }),
  from: z.string(),
  until: z.string().nullable(),
});

/** Who is signed in, in which mission, and what they may do where. */
export const getMe = defineQuery({
  name: 'access.get-me',
  input: z.strictObject({}),
  output: z.strictObject({
    user: z.strictObject({ id: Id, name: z.string(), email: z.string().nullable(), language: Language, orgId: Id.nullable() }),
    /** Whether a second step is tied, and what must be put right before anything else may be done. */
    signIn: z.strictObject({ twoStep: z.boolean(), must: z.enum(['password', 'two-step']).nullable() }),
    mission: MissionShape.extend({ timeZone: z.string(), now: z.string() }),
    /** Where else this person works, the practice mission among them; `home` is the one that an address without a name opens. */
    missions: z.array(MissionShape.extend({ home: z.boolean() })),
    grants: z.array(GrantShape),
    grantsVersion: z.int(),
  }),
  scope: () => 'self',
});

/** Chooses the language of one's own screens, papers and mails. */
export const setLanguage = defineCommand({
  name: 'access.set-language',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ language: Language }),
  scope: () => 'self',
});

import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { lifetimes } from '../domain/lifetimes.ts';

/** Unties somebody's account of the identity provider and signs them out; the next sign-in there ties the account that then has their address. */
export const unlinkProvider = defineCommand({
  name: 'access.unlink-provider',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id }),
  scope: (input) => ({ kind: 'user', id: input.userId }),
  fresh: lifetimes.proof,
});

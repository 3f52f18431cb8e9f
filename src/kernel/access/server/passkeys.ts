import { answer, handle } from '#foundation/pipeline/context.ts';
import { addPasskey, listMyPasskeys, removePasskey, removeUserPasskeys, renamePasskey } from '../contract/passkeys.ts';
import { problems } from '../contract/problems.ts';
import { personOf, refuseElsewhere, refuseInPractice } from './identity.ts';
import { deletePasskey, deletePasskeysOf, insertPasskey, listPasskeys, namePasskey } from './passkeys.repo.ts';
import { endSessionsOf } from './sessions.repo.ts';
import { passkeyHost, verifyNew } from './webauthn.ts';

export const handleAddPasskey = handle(addPasskey, async (ctx, input) => {
  const { identity_id: identityId } = await personOf(ctx.tx, ctx.actor.userId);
  const credential = await verifyNew(ctx.tx, identityId, input.passkey);
  await insertPasskey.run(ctx.tx, {
    id: input.passkeyId,
    identityId,
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: input.passkey.transports,
    name: input.name,
  });
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleRenamePasskey = handle(renamePasskey, async (ctx, input) => {
  const { identity_id: identityId } = await personOf(ctx.tx, ctx.actor.userId);
  if ((await namePasskey.run(ctx.tx, { id: input.passkeyId, identityId, name: input.name })) === 0)
    throw problems.problem('passkey-not-found');
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleRemovePasskey = handle(removePasskey, async (ctx, input) => {
  const { identity_id: identityId } = await personOf(ctx.tx, ctx.actor.userId);
  if ((await deletePasskey.run(ctx.tx, { id: input.passkeyId, identityId })) === 0) throw problems.problem('passkey-not-found');
  ctx.touch('user', ctx.actor.userId);
  return {};
});

export const handleRemoveUserPasskeys = handle(removeUserPasskeys, async (ctx, input) => {
  refuseInPractice(ctx);
  const person = await personOf(ctx.tx, input.userId);
  await refuseElsewhere(ctx, person.identity_id);
  if ((await deletePasskeysOf.run(ctx.tx, { identityId: person.identity_id })) === 0) throw problems.problem('passkey-not-found');
  await endSessionsOf.run(ctx.tx, { identityId: person.identity_id, except: null });
  ctx.touch('user', person.id);
  return {};
});

export const answerListMyPasskeys = answer(listMyPasskeys, async (ctx) => {
  const { identity_id: identityId } = await personOf(ctx.tx, ctx.actor.userId);
  const rows = await listPasskeys.all(ctx.tx, { identityId });
  return {
    host: passkeyHost(),
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
  };
});

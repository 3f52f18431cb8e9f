import { commonProblems } from '#foundation/problem.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { writeOffBlocksOf } from '#kernel/numbers/server/index.ts';
import { enrolDevice, getState, inviteDevice, listDevices, revokeDevice } from '../contract/devices.ts';
import { syncProblems } from '../contract/problems.ts';
import { inviteMinutes } from '../domain/order.ts';
import {
  closeInvite,
  findOwnDevice,
  findUser,
  insertDevice,
  insertInvite,
  listDeviceRows,
  lockDevice,
  lockInvite,
  replaceToken,
  revoke,
} from './devices.repo.ts';
import type { PackNoteRow } from './devices.repo.ts';
import { findIntake } from './intake-keys.ts';
import { signatureHolds } from './verify.ts';
import { listHeldOf, listParkedOf } from './waiting.repo.ts';

/** A mission-wide right is held at no position in particular. */
const everywhere = {};

export const inviteHandler = handle(inviteDevice, async (ctx, input) => {
  const userId = input.userId ?? ctx.actor.userId;
  // Whoever enrols a device for another could act as them: only those who may also end every device.
  if (userId !== ctx.actor.userId && !ctx.can(revokeDevice.name, everywhere)) throw syncProblems.problem('invite-for-other');
  if (!(await findUser.maybe(ctx.tx, { id: userId }))) throw syncProblems.problem('user-absent', { id: userId });
  const expiresAt = new Date(ctx.now.getTime() + inviteMinutes * 60_000).toISOString();
  await insertInvite.run(ctx.tx, {
    id: input.inviteId,
    userId,
    name: input.name,
    codeHash: Buffer.from(input.codeHash, 'base64url'),
    invitedBy: ctx.actor.userId,
    createdAt: ctx.now.toISOString(),
    expiresAt,
  });
  ctx.touch('user', userId);
  return { inviteId: input.inviteId, expiresAt };
});

export const enrolHandler = handle(enrolDevice, async (ctx, input) => {
  const invite = await lockInvite.maybe(ctx.tx, { codeHash: Buffer.from(input.codeHash, 'base64url') });
  if (!invite || invite.disabled) throw syncProblems.problem('invite-absent');
  if (invite.expires_at < ctx.now) throw syncProblems.problem('invite-expired', { minutes: inviteMinutes });
  const publicKey = Buffer.from(input.publicKey, 'base64url');
  const tokenHash = Buffer.from(input.tokenHash, 'base64url');
  // The same key with the same code: the answer with the token was lost, so the device gets another.
  const again = invite.device_id !== null && invite.device_key?.equals(publicKey) === true;
  if (invite.device_id !== null && !again) throw syncProblems.problem('invite-used');
  const deviceId = invite.device_id ?? input.deviceId;
  if (again) {
    if ((await replaceToken.run(ctx.tx, { id: deviceId, tokenHash })) === 0) throw syncProblems.problem('device-revoked');
  } else {
    await insertDevice.run(ctx.tx, {
      id: deviceId,
      userId: invite.user_id,
      name: input.name,
      publicKey,
      tokenHash,
      at: ctx.now.toISOString(),
    });
    await closeInvite.run(ctx.tx, { id: invite.id, deviceId });
  }
  ctx.touch('device', deviceId);
  return { deviceId, userId: invite.user_id, userName: invite.user_name, language: invite.language };
});

export const revokeHandler = handle(revokeDevice, async (ctx, input) => {
  const device = await lockDevice.maybe(ctx.tx, { id: input.deviceId });
  const own = device?.user_id === ctx.actor.userId;
  if (!own && !ctx.can(revokeDevice.name, everywhere)) throw commonProblems.problem('not-permitted', { permission: revokeDevice.name });
  if (!device) throw syncProblems.problem('device-absent', { id: input.deviceId });
  await revoke.run(ctx.tx, { id: input.deviceId, at: ctx.now.toISOString() });
  await writeOffBlocksOf(ctx, input.deviceId);
  ctx.touch('device', input.deviceId);
  return {};
});

export const listHandler = answer(listDevices, async (ctx, input) => {
  const all = ctx.can(revokeDevice.name, everywhere);
  const rows = await listDeviceRows.all(ctx.tx, {
    userId: all ? null : ctx.actor.userId,
    search: input.search ?? null,
    state: input.state ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
    now: ctx.now.toISOString(),
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      userId: row.user_id,
      userName: row.user_name,
      enrolledAt: row.enrolled_at.toISOString(),
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      revokedAt: row.revoked_at?.toISOString() ?? null,
      packs: row.packs.map(packOf),
      lastSeq: row.last_seq,
      held: row.held,
      parked: row.parked,
      blocks: row.blocks,
      abilities: row.revoked_at === null && (all || row.user_id === ctx.actor.userId) ? [revokeDevice.name] : [],
    })),
  };
});

export const stateHandler = answer(getState, async (ctx) => {
  const device = ctx.actor.device ? await findOwnDevice.maybe(ctx.tx, { id: ctx.actor.device, now: ctx.now.toISOString() }) : undefined;
  if (!device) throw syncProblems.problem('device-unknown');
  const since = new Date(ctx.now.getTime() - 90 * 86_400_000).toISOString();
  return {
    deviceId: device.id,
    name: device.name,
    userId: device.user_id,
    packs: device.packs.map(packOf),
    lastSeq: device.last_seq,
    held: await listHeldOf.all(ctx.tx, { deviceId: device.id }),
    parked: await listParkedOf.all(ctx.tx, { deviceId: device.id, since }),
    epoch: device.epoch,
    intake: await findIntake(ctx.tx),
    now: ctx.now.toISOString(),
  };
});

/** The database's own text of a moment, as contracts write it. */
function packOf({ takenAt, until, ...rest }: PackNoteRow) {
  return { ...rest, takenAt: new Date(takenAt).toISOString(), until: new Date(until).toISOString() };
}

/** Checks that whoever enrols holds the key; throws `sync.key-invalid` otherwise. */
export async function requireProof(publicKey: string, proof: string, text: string): Promise<void> {
  if (!(await signatureHolds(Buffer.from(publicKey, 'base64url'), proof, text))) throw syncProblems.problem('key-invalid');
}

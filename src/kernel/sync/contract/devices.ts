import * as z from 'zod';
import { defineCommand, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { IntakeKeyShape } from './intake.ts';

const DeviceName = z.string().trim().min(1).max(100);
/** SHA-256 in base64url, 43 signs. */
const Sha256 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** A public key: ECDSA P-256, SubjectPublicKeyInfo in DER, base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{100,200}$/);

/**
 * Opens a one-time invitation. The inviting browser makes the code (16 random bytes) and sends only its hash, so that
 * neither log nor answer ever holds it; the picture to scan is a link that holds it behind the `#`.
 */
export const inviteDevice = defineCommand({
  name: 'sync.invite-device',
  version: 1,
  kind: 'decision',
  // Everyone may enrol a device of their own; for another user the right over all devices is asked in the handler.
  scope: () => 'any',
  input: z.strictObject({ inviteId: Id, codeHash: Sha256, name: DeviceName, userId: Id.optional() }),
  result: z.strictObject({ inviteId: Id, expiresAt: Instant }),
});

/** Body of `POST /api/devices/enrol`: the device shows that it holds the private key by signing the other fields. */
export const EnrolRequest = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/),
  publicKey: PublicKey,
  name: DeviceName,
  /** base64url ECDSA P-256 signature (r and s, 64 bytes) over the canonical JSON of the other three fields. */
  proof: z.string().max(200),
});
export const EnrolAnswer = z.strictObject({
  deviceId: Id,
  token: z.string(),
  userId: Id,
  userName: z.string(),
  language: z.enum(['en', 'tr', 'ar']),
  mission: z.string(),
  missionName: z.string(),
  practice: z.boolean(),
  demo: z.boolean(),
  /** For which the device seals what it records. */
  intake: IntakeKeyShape,
  now: Instant,
  lastSeq: z.int().min(0),
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** Enters a device; sent by the enrolment route alone, which holds the code and has checked the proof. */
export const enrolDevice = defineCommand({
  name: 'sync.enrol-device',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ deviceId: Id, codeHash: secret(Sha256), tokenHash: secret(Sha256), publicKey: PublicKey, name: DeviceName }),
  result: z.strictObject({ deviceId: Id, userId: Id, userName: z.string(), language: z.enum(['en', 'tr', 'ar']) }),
});

/** Ends a device: its token dies, and what it still signs is parked. */
export const revokeDevice = defineCommand({
  name: 'sync.revoke-device',
  version: 1,
  kind: 'decision',
  // One's own device, or the right for the mission: asked in the handler.
  scope: () => 'self',
  input: z.strictObject({ deviceId: Id, reason: z.enum(['lost', 'stolen', 'replaced', 'person-left', 'other']) }),
});

/** Data that a device has taken and can still read. */
const PackNote = z.strictObject({ name: z.string(), title: z.string(), takenAt: Instant, until: Instant });

const DeviceRow = z.strictObject({
  id: Id,
  name: z.string(),
  userId: Id,
  userName: z.string(),
  enrolledAt: Instant,
  lastSeenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  packs: z.array(PackNote),
  lastSeq: z.int(),
  held: z.int(),
  parked: z.int(),
  /** Blocks of document numbers that it holds. */
  blocks: z.int(),
  abilities: z.array(z.string()),
});
export type DeviceRow = z.infer<typeof DeviceRow>;

/** One's own devices, or all of them with the right to revoke. */
export const listDevices = defineQuery({
  name: 'sync.list-devices',
  scope: () => 'self',
  input: z.strictObject({ ...pageInput, search: z.string().max(100).optional(), state: z.enum(['active', 'revoked']).optional() }),
  output: pageOf(DeviceRow),
  columns: [
    { key: 'name', type: 'text' },
    { key: 'userName', type: 'text' },
    { key: 'enrolledAt', type: 'instant' },
    { key: 'lastSeenAt', type: 'instant' },
    { key: 'revokedAt', type: 'instant' },
    { key: 'lastSeq', type: 'number' },
    { key: 'held', type: 'number' },
    { key: 'parked', type: 'number' },
  ],
});

const Parked = z.strictObject({
  id: Id,
  name: z.string(),
  reason: z.string(),
  state: z.enum(['waiting', 'released', 'dismissed']),
  resolution: z.string().nullable(),
  outcome: z.unknown(),
});

/** What the asking device should know about itself; also `GET /api/sync/state`. */
export const getState = defineQuery({
  name: 'sync.get-state',
  scope: () => 'self',
  input: z.strictObject({}),
  output: z.strictObject({
    deviceId: Id,
    name: z.string(),
    userId: Id,
    packs: z.array(PackNote),
    /** The highest number that has an outcome: the next command bears one more. */
    lastSeq: z.int(),
    /** Came, and wait for earlier ones. */
    held: z.array(z.strictObject({ id: Id, seq: z.int() })),
    /** Wait for a person, or were settled by one within the last 90 days. */
    parked: z.array(Parked),
    epoch: Id,
    /** For which the device seals from now on; null before the first enrolment through the doors. */
    intake: IntakeKeyShape.nullable(),
    now: Instant,
  }),
});

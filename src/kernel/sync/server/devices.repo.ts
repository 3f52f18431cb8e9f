import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';
const HASH: Buffer = Buffer.alloc(32);

/** The last number of a device that has an outcome: none is given out before its predecessor has one. */
const lastSeq = sql<number>`coalesce((select max(c.device_seq) from command_log c where c.device_id = d.id), 0)`;

/** What of its packs a device can still read. */
const livingPacks = (now: string) => sql<PackNoteRow[]>`coalesce((select json_agg(json_build_object('name', k.pack, 'title', k.title,
    'takenAt', k.taken_at, 'until', k.readable_until) order by k.readable_until, k.pack, k.pack_id)
    from device_packs k where k.device_id = d.id and k.readable_until > ${now}), '[]'::json)`;
export interface PackNoteRow {
  readonly name: string;
  readonly title: string;
  readonly takenAt: string;
  readonly until: string;
}

export interface SignerRow {
  readonly id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly org_id: string | null;
  readonly language: 'en' | 'tr' | 'ar';
  readonly public_key: Buffer;
  readonly revoked: boolean;
  readonly disabled: boolean;
  readonly last_seq: number;
}

/** All that is needed to judge what a device signed. */
export const findSigner = defineSql(
  'sync.find-signer',
  { id: SAMPLE },
  (p: { id: string }) => sql<SignerRow>`
  select d.id, d.user_id, u.name as user_name, u.org_id, u.language, d.public_key, d.revoked_at is not null as revoked,
         u.disabled_at is not null as disabled, ${lastSeq} as last_seq
    from devices d join users u on u.id = d.user_id where d.id = ${p.id}`,
);

/** The last number of a device that has an outcome. */
export const findLastSeq = defineSql(
  'sync.find-last-seq',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ last_seq: number }>`
  select ${lastSeq} as last_seq from (select ${p.id}::uuid as id) d`,
);

/** Whether a number of a device is taken in the log. */
export const findSeq = defineSql(
  'sync.find-seq',
  { deviceId: SAMPLE, seq: 1 },
  (p: { deviceId: string; seq: number }) => sql<{ id: string }>`
  select id from command_log where device_id = ${p.deviceId} and device_seq = ${p.seq}`,
);

/** Notes that a device spoke, at most once a minute. */
export const markSeen = defineSql(
  'sync.mark-seen',
  { id: SAMPLE, now: NOW },
  (p: { id: string; now: string }) => sql`
  update devices set last_seen_at = ${p.now}
   where id = ${p.id} and (last_seen_at is null or last_seen_at < ${p.now}::timestamptz - interval '1 minute')`,
);

/** Whether a token belongs to a device that was revoked: the device is then told to wipe itself. */
export const findRevoked = defineSql(
  'sync.find-revoked',
  { tokenHash: HASH },
  (p: { tokenHash: Buffer }) => sql<{ id: string }>`
  select id from devices where token_hash = ${p.tokenHash} and revoked_at is not null`,
);

export interface NewInvite {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly codeHash: Buffer;
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Opens an invitation. */
export const insertInvite = defineSql(
  'sync.insert-invite',
  { id: SAMPLE, userId: SAMPLE, name: 'Phone', codeHash: HASH, invitedBy: SAMPLE, createdAt: NOW, expiresAt: NOW } as NewInvite,
  (p: NewInvite) => sql`insert into device_invites (id, user_id, name, code_hash, invited_by, created_at, expires_at)
    values (${p.id}, ${p.userId}, ${p.name}, ${p.codeHash}, ${p.invitedBy}, ${p.createdAt}, ${p.expiresAt})`,
);

export interface InviteRow {
  readonly id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly disabled: boolean;
  readonly expires_at: Date;
  readonly device_id: string | null;
  readonly device_key: Buffer | null;
}

/** The invitation of a code, locked, with the device that used it. */
export const lockInvite = defineSql(
  'sync.lock-invite',
  { codeHash: HASH },
  (p: { codeHash: Buffer }) => sql<InviteRow>`
  select i.id, i.user_id, u.name as user_name, u.language, u.disabled_at is not null as disabled, i.expires_at, i.device_id, d.public_key as device_key
    from device_invites i join users u on u.id = i.user_id left join devices d on d.id = i.device_id
   where i.code_hash = ${p.codeHash} for update of i`,
);

/** Ties an invitation to the device that used it. */
export const closeInvite = defineSql(
  'sync.close-invite',
  { id: SAMPLE, deviceId: SAMPLE },
  (p: { id: string; deviceId: string }) => sql`update device_invites set device_id = ${p.deviceId} where id = ${p.id}`,
);

export interface NewDevice {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly publicKey: Buffer;
  readonly tokenHash: Buffer;
  readonly at: string;
}

/** Enters a device. */
export const insertDevice = defineSql(
  'sync.insert-device',
  { id: SAMPLE, userId: SAMPLE, name: 'Phone', publicKey: HASH, tokenHash: HASH, at: NOW } as NewDevice,
  (p: NewDevice) => sql`insert into devices (id, user_id, name, public_key, token_hash, enrolled_at)
    values (${p.id}, ${p.userId}, ${p.name}, ${p.publicKey}, ${p.tokenHash}, ${p.at})`,
);

/** Gives a device another token: the answer that held the first was lost. */
export const replaceToken = defineSql(
  'sync.replace-token',
  { id: SAMPLE, tokenHash: HASH },
  (p: { id: string; tokenHash: Buffer }) => sql`update devices set token_hash = ${p.tokenHash} where id = ${p.id} and revoked_at is null`,
);

/** The owner of a device, locked. */
export const lockDevice = defineSql(
  'sync.lock-device',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{
      user_id: string;
      revoked: boolean;
    }>`select user_id, revoked_at is not null as revoked from devices where id = ${p.id} for update`,
);

/** Ends a device. */
export const revoke = defineSql(
  'sync.revoke',
  { id: SAMPLE, at: NOW },
  (p: { id: string; at: string }) => sql`update devices set revoked_at = ${p.at} where id = ${p.id} and revoked_at is null`,
);

/** Whether a user is there and may act. */
export const findUser = defineSql(
  'sync.find-user',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`select id from users where id = ${p.id} and disabled_at is null`,
);

export interface DeviceFilter {
  readonly userId: string | null;
  readonly search: string | null;
  readonly state: 'active' | 'revoked' | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly now: string;
}
export interface DeviceListRow {
  readonly id: string;
  readonly name: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly enrolled_at: Date;
  readonly last_seen_at: Date | null;
  readonly revoked_at: Date | null;
  readonly packs: PackNoteRow[];
  readonly last_seq: number;
  readonly held: number;
  readonly parked: number;
  readonly blocks: number;
  readonly total: number;
}
const sortable = {
  name: sql`d.name`,
  userName: sql`u.name`,
  enrolledAt: sql`d.enrolled_at`,
  lastSeenAt: sql`d.last_seen_at`,
  revokedAt: sql`d.revoked_at`,
};

/** Devices of one user, or of all. */
export const listDeviceRows = defineSql(
  'sync.list-devices',
  { userId: null, search: null, state: null, sort: undefined, limit: 50, offset: 0, now: NOW } as DeviceFilter,
  (p: DeviceFilter) => sql<DeviceListRow>`
  select d.id, d.name, d.user_id, u.name as user_name, d.enrolled_at, d.last_seen_at, d.revoked_at, ${livingPacks(p.now)} as packs, ${lastSeq} as last_seq,
         (select count(*) from held_commands h where h.device_id = d.id) as held,
         (select count(*) from parked_commands k where k.device_id = d.id and k.state = 'waiting') as parked,
         (select count(*) from number_blocks b where b.device_id = d.id and b.returned_at is null) as blocks,
         count(*) over () as total
    from devices d join users u on u.id = d.user_id
   where (${p.userId}::uuid is null or d.user_id = ${p.userId}::uuid)
     and (${p.search}::text is null or strpos(lower(d.name || ' ' || u.name), lower(${p.search}::text)) > 0)
     and (${p.state}::text is null or (d.revoked_at is not null) = (${p.state}::text = 'revoked'))
   ${orderBy(p.sort, sortable, sql`d.revoked_at is not null, d.last_seen_at desc nulls last`, sql`d.id`)}
   limit ${p.limit} offset ${p.offset}`,
);

export interface OwnDeviceRow {
  readonly id: string;
  readonly name: string;
  readonly user_id: string;
  readonly packs: PackNoteRow[];
  readonly last_seq: number;
  readonly epoch: string;
}

/** The asking device itself, with the epoch of the feeds. */
export const findOwnDevice = defineSql(
  'sync.find-own-device',
  { id: SAMPLE, now: NOW },
  (p: { id: string; now: string }) => sql<OwnDeviceRow>`
  select d.id, d.name, d.user_id, ${livingPacks(p.now)} as packs, ${lastSeq} as last_seq, (select epoch from feed_epochs) as epoch from devices d where d.id = ${p.id}`,
);

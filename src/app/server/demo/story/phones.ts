import { createECDH, createHash, webcrypto } from 'node:crypto';
import type * as z from 'zod';
import type { CommandDef, Envelope } from '#foundation/command.ts';
import type { Id } from '#foundation/ids.ts';
import type { PackDef } from '#foundation/pack.ts';
import { Problem } from '#foundation/problem.ts';
import type { IntakeItem } from '#kernel/sync/contract/intake.ts';
import { enrolDevice, inviteDevice } from '#kernel/sync/contract/devices.ts';
import { keyAlgorithm, signAlgorithm, signedText } from '#kernel/sync/domain/signing.ts';
import { currentIntakeKey, sealFor, takePack, takeSealed } from '#kernel/sync/server/index.ts';
import { StoryStops } from '../player.ts';
import type { Player } from '../player.ts';

/** What a phone keeps of something that was recorded on it. */
export interface KeptRecord {
  readonly id: Id;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
  readonly state: string;
}

/**
 * A phone of the story. It is invited and enrolled like any other, takes packs, keeps what is recorded on it while there is no
 * network, signs and numbers it, and hands it in sealed where a phone's browser hands it in.
 */
export interface StoryPhone {
  readonly deviceId: Id;
  /** All that was ever recorded here, the oldest first. */
  readonly records: readonly KeptRecord[];
  /** Takes a pack; nothing when it is over: then the story has been told before. */
  take<P extends z.ZodObject, D extends z.ZodObject>(def: PackDef<P, D>, params: z.input<P>): Promise<z.output<D> | undefined>;
  /** Keeps a record by the phone's own clock. */
  record<I extends z.ZodObject, R extends z.ZodType>(occurredAt: string, def: CommandDef<I, R>, input: z.input<I>): void;
  /** How many records wait. */
  waiting(): number;
  /** Sends what waits, or the first so many of it; what came as `parked` is for a person, any other answer ends the scene. */
  send(count?: number): Promise<readonly IntakeItem[]>;
}

const sha = (text: string) => createHash('sha256').update(text).digest();
/** As many records as a phone sends at once over a good line. */
const batch = 100;

/** An administrator invites, the phone is enrolled. Its key follows from its name: told again, it is the same phone. Only a demonstration has such phones. */
export async function enrolPhone(player: Player, name: string, who: { readonly userId: Id; readonly inviter: Id }): Promise<StoryPhone> {
  const pair = await pairOf(`${name} key`);
  const codeHash = sha(`${name} code`).toString('base64url');
  player.as(who.inviter);
  await player.do(inviteDevice, { inviteId: player.id(), codeHash, name, userId: who.userId });
  player.as(null);
  const asked = player.id();
  // Nobody knows the token behind this hash: what the phone does, it signs.
  const token = { tokenHash: sha(`${name} ${asked}`).toString('base64url') };
  await player.do(enrolDevice, { deviceId: asked, codeHash, publicKey: pair.spki, name, ...token });
  return newPhone(player, asked, pair.privateKey);
}

function newPhone(player: Player, deviceId: Id, key: webcrypto.CryptoKey): StoryPhone {
  const { deps, mission } = player.doors;
  const records: KeptRecord[] = [];
  const waiting: Envelope[] = [];
  let seq = 0;
  const signed = async (envelope: Envelope) => {
    const text = Buffer.from(signedText(envelope));
    return { ...envelope, signature: Buffer.from(await webcrypto.subtle.sign(signAlgorithm, key, text)).toString('base64url') };
  };
  const sealed = async (envelopes: readonly Envelope[]) => {
    const intake = await deps.db.transaction({ schema: mission.schema }, (tx) => currentIntakeKey(tx, deps.clock(mission)));
    return Promise.all(envelopes.map(async (envelope) => sealFor(intake, JSON.stringify(await signed(envelope)))));
  };
  return {
    deviceId,
    records,
    take: async (def, params) => {
      try {
        const request = { mission, credential: { kind: 'signed', deviceId } } as const;
        return (await takePack(deps, request, def.name, { params: params as Record<string, unknown> })).data as never;
      } catch (error) {
        if (error instanceof Problem && error.status < 500) return undefined;
        throw error;
      }
    },
    record: (occurredAt, def, given) => {
      const id = player.id();
      const input: Record<string, unknown> = def.input.parse(given);
      seq += 1;
      records.push({ id, name: def.name, input, occurredAt, state: 'kept' });
      waiting.push({ id, name: def.name, version: def.version, input, occurredAt, device: deviceId, seq });
    },
    waiting: () => waiting.length,
    send: async (count = waiting.length) => {
      const answers: IntakeItem[] = [];
      for (const going of chunks(waiting.splice(0, count))) {
        const told = await takeSealed(deps, mission, await sealed(going), deviceId);
        for (const answer of told)
          if (answer.state !== 'applied' && answer.state !== 'parked') throw new StoryStops(JSON.stringify(answer));
        answers.push(...told);
      }
      return answers;
    },
  };
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
}

/** A P-256 key that follows from some words. */
async function pairOf(words: string): Promise<{ spki: string; privateKey: webcrypto.CryptoKey }> {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(sha(words));
  const point = ecdh.getPublicKey();
  const text = (bytes: Buffer) => bytes.toString('base64url');
  const open = { kty: 'EC', crv: 'P-256', x: text(point.subarray(1, 33)), y: text(point.subarray(33)) };
  const publicKey = await webcrypto.subtle.importKey('jwk', open, keyAlgorithm, true, ['verify']);
  const privateKey = await webcrypto.subtle.importKey('jwk', { ...open, d: text(ecdh.getPrivateKey()) }, keyAlgorithm, false, ['sign']);
  return { spki: text(Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey))), privateKey };
}

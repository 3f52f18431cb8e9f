import type { EnrolAnswer } from '../../contract/devices.ts';
import { enrolText, keyAlgorithm, signAlgorithm } from '../../domain/signing.ts';
import { bytesOf, toBase64Url } from './bytes.ts';
import { firstClock } from './clock.ts';
import type { DerivePin } from './pin.ts';
import { writeMark } from './self.ts';
import type { Self } from './self.ts';
import { ServerLine } from './server-line.ts';
import type { Fetch } from './server-line.ts';
import type { PhoneStore } from './store.ts';
import { makeBox } from './vault.ts';
import type { OpenBox } from './vault.ts';

/** What an invitation says, however it came: by a picture, a link, or typed. */
export interface Invitation {
  readonly code: string;
  readonly mission: string | undefined;
  readonly name: string | undefined;
}

/** Reads an invitation; undefined when the text is none. */
export function readInvitation(text: string): Invitation | undefined {
  const typed = text.trim();
  if (/^[A-Za-z0-9_-]{20,100}$/.test(typed)) return { code: typed, mission: undefined, name: undefined };
  if (!URL.canParse(typed)) return undefined;
  const { pathname, hash } = new URL(typed);
  const said = new URLSearchParams(hash.slice(1));
  const code = said.get('code') ?? '';
  if (!pathname.endsWith('/field/enrol') || !/^[A-Za-z0-9_-]{20,100}$/.test(code)) return undefined;
  return { code, mission: /^\/@([a-z][a-z0-9-]+)\//.exec(pathname)?.[1], name: said.get('name') ?? undefined };
}

/** One enrolment. Its key stays the same when it is tried again, so that a lost answer costs nothing. */
export class Enrolment {
  #pair: Promise<CryptoKeyPair> | undefined;
  readonly #reach: Fetch | undefined;
  constructor(reach?: Fetch) {
    this.#reach = reach;
  }

  /** @throws ClientProblem as the server refuses, or when it cannot be reached. */
  async ask(invitation: Invitation, name: string): Promise<EnrolAnswer> {
    this.#pair ??= crypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
    const pair = await this.#pair;
    const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
    const { code } = invitation;
    const text = bytesOf(enrolText({ code, publicKey, name }));
    const proof = toBase64Url(new Uint8Array(await crypto.subtle.sign(signAlgorithm, pair.privateKey, text)));
    return new ServerLine(invitation.mission ?? '', undefined, this.#reach).enrol({ code, publicKey, name, proof });
  }

  /** Keeps what the server gave, under the person's PIN. */
  async keep(store: PhoneStore, answer: EnrolAnswer, name: string, pin: { text: string; derive: DerivePin }): Promise<OpenBox> {
    const { privateKey: signer } = await this.#pair!;
    const { mission, practice, intake } = answer;
    const open = await makeBox(store, { mission, practice, signer, intake, clock: firstClock(answer.now) }, pin.text, pin.derive);
    const { deviceId, token, userId, userName, language, missionName, demo } = answer;
    await writeMark(store, open, 'self', {
      deviceId,
      deviceName: name,
      token,
      userId,
      userName,
      language,
      missionName,
      demo,
    } satisfies Self);
    await store.counters.put({ space: open.space, seq: answer.lastSeq });
    return open;
  }
}

import { openJson, sealJson } from './keys.ts';
import type { PhoneStore } from './store.ts';
import type { OpenBox } from './vault.ts';

/** Who this phone is for whom; readable only when unlocked. */
export interface Self {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly token: string;
  readonly userId: string;
  readonly userName: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly missionName: string;
  /** Nothing in its mission is real. */
  readonly demo: boolean;
}
/** What a person chose for this phone. */
export interface Choices {
  /** Minutes without a touch after which it locks. */
  readonly lockAfter: number;
  /** Whether photos may go over a metered line. */
  readonly photosMetered: boolean;
}
export const firstChoices: Choices = { lockAfter: 5, photosMetered: false };

type Keys = Pick<OpenBox, 'space' | 'key'>;

/** Keeps a small thing under a name. */
export async function writeMark(store: PhoneStore, { space, key }: Keys, name: string, value: unknown): Promise<void> {
  await store.marks.put({ space, name, body: await sealJson(key, `mark ${name}`, value) });
}

export async function readMark<T>(store: PhoneStore, { space, key }: Keys, name: string): Promise<T | undefined> {
  const row = await store.marks.get([space, name]);
  return row && openJson<T>(key, `mark ${name}`, row.body);
}

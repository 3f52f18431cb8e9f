import type { FieldTries } from '#foundation/web/field.ts';
import { randomBytes, toBase64Url } from './bytes.ts';
import { openJson, sealJson } from './keys.ts';
import type { PhoneStore } from './store.ts';
import type { OpenBox } from './vault.ts';

/** As long as a phone remembers that a pack has ended: whoever takes it anew meanwhile finds the same count. */
const rememberMs = 14 * 86_400_000;
const named = 'try ';

interface Try {
  readonly what: string;
  readonly at: number;
}

/** Each try is a row of its own, so that two tabs never count over one another; its name says nothing of what was tried. */
export function triesOf(store: PhoneStore, { space, key }: Pick<OpenBox, 'space' | 'key'>, now: () => Date): FieldTries {
  const all = async () => {
    const rows = await store.marks.where('space').equals(space).toArray();
    const tries = rows.filter((row) => row.name.startsWith(named));
    const opened = await Promise.all(tries.map(async ({ name, body }) => ({ name, ...(await openJson<Try>(key, `mark ${name}`, body)) })));
    const old = opened.filter(({ at }) => at < now().getTime() - rememberMs);
    await drop(old);
    return opened.filter((one) => !old.includes(one));
  };
  const drop = (these: readonly { name: string }[]) => store.marks.bulkDelete(these.map(({ name }): [string, string] => [space, name]));
  const of = async (what: string) => (await all()).filter((one) => one.what === what);
  return {
    made: async (what) => (await of(what)).length,
    note: async (what) => {
      const name = `${named}${toBase64Url(randomBytes(9))}`;
      await store.marks.put({ space, name, body: await sealJson(key, `mark ${name}`, { what, at: now().getTime() } satisfies Try) });
      return (await of(what)).length;
    },
    forget: async (what) => drop(await of(what)),
  };
}

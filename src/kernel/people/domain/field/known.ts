import { fromBase64Url } from '#foundation/signed-code.ts';
import type { KnownPerson } from '../../contract/field/register.ts';
import { probeTerms } from '../match-terms.ts';
import type { MatchFacts } from '../match-terms.ts';

/** What browsers and Node share of WebCrypto; the shared program knows neither library. */
export interface Hashing {
  importKey(format: 'raw', key: Uint8Array<ArrayBuffer>, algorithm: object, extractable: boolean, uses: ['sign']): Promise<unknown>;
  sign(algorithm: object, key: never, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
}

export interface FoundHere {
  readonly number: string;
  readonly household: string | null;
  /** The rules by which it was found: `id`, `given-birth`, … */
  readonly by: readonly string[];
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const ruleOf = (term: string) => term.slice('block.'.length, term.indexOf(':'));

/** Whom the pack knows that may be this person, the surest first. Only the pack is searched: others may know more. */
export async function findKnown(
  pack: { searchKey: string | null; known: readonly KnownPerson[] },
  facts: MatchFacts,
  subtle: Hashing,
): Promise<FoundHere[]> {
  if (pack.searchKey === null) return [];
  const key = await subtle.importKey('raw', fromBase64Url(pack.searchKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const asked = new Map<string, string>();
  for (const term of probeTerms(facts).blocks) {
    const digest = await subtle.sign({ name: 'HMAC' }, key as never, new TextEncoder().encode(term));
    asked.set(hex(new Uint8Array(digest, 0, 4)), ruleOf(term));
  }
  const found: FoundHere[] = [];
  // Nearly nobody is found: nothing is made for whom no hash meets, or a cheap phone stalls on a large pack.
  for (const { number, household, keys } of pack.known) {
    if (!keys.some((hash) => asked.has(hash))) continue;
    found.push({ number, household, by: [...new Set(keys.flatMap((hash) => asked.get(hash) ?? []))] });
  }
  return found.sort((a, b) => Number(b.by.includes('id')) - Number(a.by.includes('id')) || b.by.length - a.by.length).slice(0, 5);
}

import type { Bucket } from '../contract/buckets.ts';

export type Book = 'goods' | 'money';

/** Which book a bucket belongs to. */
export function bookOf(bucket: Bucket): Book {
  return 'item' in bucket ? 'goods' : 'money';
}

/**
 * The canonical text of a bucket, one for each combination of dimensions; the database takes it apart again:
 * `goods|virtual|item|lot|place|grant|condition|owner` or `money|virtual|currency|account||grant||`.
 */
export function bucketKey(bucket: Bucket): string {
  const virtual = 'virtual' in bucket ? bucket.virtual : '';
  const parts =
    'item' in bucket
      ? ['goods', virtual, bucket.item, bucket.lot, bucket.place, bucket.grant, bucket.condition, bucket.owner]
      : ['money', virtual, bucket.currency, bucket.account, '', bucket.grant, '', ''];
  return parts.map((part) => part ?? '').join('|');
}

/** The item or currency of a key: an entry never changes it. */
export function unitOf(key: string): string {
  return key.split('|')[2]!;
}

/** Whether the bucket has no balance of its own. */
export function isVirtual(key: string): boolean {
  return key.split('|')[1] !== '';
}

/** A key as its dimensions, for screens and exceptions. */
export function figuresOfKey(key: string): Record<string, string> {
  const [book, virtual, unit, third, place, grant, condition, owner] = key.split('|');
  const all =
    book === 'goods'
      ? { virtual, item: unit, lot: third, place, grant, condition, owner }
      : { virtual, currency: unit, account: third, grant };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => !!entry[1]));
}

/** The bucket of a key. */
export function parseKey(key: string): Bucket {
  const figures = figuresOfKey(key);
  return figures as unknown as Bucket;
}

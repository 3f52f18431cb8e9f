import type * as z from 'zod';
import type { ProtectedClass } from './command.ts';

/** What a device carries for one task: this trip, this lane, this count. It holds no more than the task needs. */
export interface PackDef<P extends z.ZodObject = z.ZodObject, D extends z.ZodObject = z.ZodObject> {
  /** `room.noun` (`supply.trip`); also route `POST /api/packs/<name>`, permission and translation key (`pack.<name>`). */
  readonly name: `${string}.${string}`;
  /** Raised when the shape changes: a device takes packs of an older shape anew. */
  readonly version: number;
  /** Which pack of its kind: ids, numbers and codes only, for they stand in the address and in the server's notes. */
  readonly params: P;
  /** What it holds. Long lists stand at the top level, where the device cuts them into chunks. */
  readonly shape: D;
  readonly opens?: ProtectedClass;
  /** Each taking is written to the read log. */
  readonly sensitive: boolean;
}

/** Declares a pack. */
export function definePack<P extends z.ZodObject, D extends z.ZodObject>(
  def: Omit<PackDef<P, D>, 'sensitive' | 'version'> & { sensitive?: boolean; version?: number },
): PackDef<P, D> {
  return { ...def, sensitive: def.sensitive ?? false, version: def.version ?? 1 };
}

/** A pack's id in addresses: the same parameters have the same id on every device. */
export function packId(params: Readonly<Record<string, unknown>>): string {
  return Object.keys(params)
    .sort()
    .filter((key) => params[key] !== undefined)
    .map((key) => encodeURIComponent(String(params[key] as string | number | boolean)).replaceAll('~', '%7E'))
    .join('~');
}

type PlaceNames = Readonly<Record<string, string>>;

/** A pack that somebody may take: shown before it is downloaded. */
export interface PackOffer {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What tells it from others of its kind, the same in every language: a number, a code. Never a person's name. */
  readonly title: string;
  /** What its place is called, by language: whoever holds the phone may read another than the account says. */
  readonly names?: PlaceNames | undefined;
  /** The moment after which it cannot be read on a device any more. */
  readonly until: string;
}

/** What a pack is called in a language. */
export function packTitle({ title, names }: Pick<PackOffer, 'title' | 'names'>, language: string): string {
  const name = names?.[language] ?? names?.['en'];
  return name ? `${name} · ${title}` : title;
}

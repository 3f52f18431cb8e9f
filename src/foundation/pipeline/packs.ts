import type * as z from 'zod';
import type { PackDef } from '../pack.ts';
import type { RequestContext } from './context.ts';

/** What a room puts into a pack. */
export interface PackMade<D> {
  /** As in the offer (`PackOffer`). */
  readonly title: string;
  readonly names?: Readonly<Record<string, string>>;
  /** After this moment no device can read it, with or without a signal. */
  readonly until: Date;
  /** Changes with the content; without one, every taking is sent whole. */
  readonly version?: string;
  readonly data: D;
}
/** A pack that this actor may take now. */
export interface PackOffered<P> {
  readonly params: P;
  readonly title: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly until: Date;
}

export interface PackHandler {
  readonly def: PackDef;
  make(ctx: RequestContext, params: never): Promise<PackMade<unknown>>;
  offers(ctx: RequestContext): Promise<readonly PackOffered<Record<string, unknown>>[]>;
}

/**
 * Binds a pack to what fills it. The actor holds the permission of the pack's name in some scope when it is called: rows
 * are kept to `ctx.reach(def.name, columns)` in SQL, and what lies beyond it is absent.
 * @param offers the packs that this actor would want now; the phone shows them before they are taken.
 */
export function servePack<P extends z.ZodObject, D extends z.ZodObject>(
  def: PackDef<P, D>,
  make: (ctx: RequestContext, params: z.output<P>) => Promise<PackMade<z.input<D>>>,
  offers: (ctx: RequestContext) => Promise<readonly PackOffered<z.input<P>>[]> = async () => [],
): PackHandler {
  return { def: def as unknown as PackDef, make: make as never, offers: offers as never };
}

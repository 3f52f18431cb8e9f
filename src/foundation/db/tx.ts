/** The open transaction of one request. No query runs outside one. */
export interface Tx {
  query<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<{ rows: Row[]; rowCount: number }>;
  /**
   * The same transaction for its very last statement, which travels in one flight with COMMIT: nothing may follow it, and what
   * must not be committed has to fail inside it.
   */
  last(): Tx;
  /** A statement whose answer nobody waits for: it travels in one flight with the next one, before it, and fails as that one. */
  defer(text: string, values?: readonly unknown[], name?: string): void;
  /** Gives up what was deferred and not sent; for who goes back to a savepoint. */
  forget(): void;
  /** Sends in one flight what the work asks without waiting between; the answers come in the order asked. */
  together<T>(ask: () => T): T;
  /** The mission's schema, for the few places that must name it (backup, generators); queries never do. */
  readonly schema: string;
}

/** Asks two things in one flight; both have ended before either is told: nothing may still be asked of a transaction that is given up. */
export async function askTogether<A, B>(tx: Tx, ask: () => readonly [Promise<A>, Promise<B>]): Promise<[A, B]> {
  const asked = tx.together(ask);
  await Promise.allSettled(asked);
  return Promise.all(asked);
}

/** The open transaction of one request. No query runs outside one. */
export interface Tx {
  query<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<{ rows: Row[]; rowCount: number }>;
  /**
   * The same transaction for its very last statement, which travels in one flight with COMMIT: nothing may follow it, and what
   * must not be committed has to fail inside it.
   */
  last(): Tx;
  /** The mission's schema, for the few places that must name it (backup, generators); queries never do. */
  readonly schema: string;
}

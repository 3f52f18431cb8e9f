/** The open transaction of one request. No query runs outside one. */
export interface Tx {
  query<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<{ rows: Row[]; rowCount: number }>;
  /** The mission's schema, for the few places that must name it (backup, generators); queries never do. */
  readonly schema: string;
}

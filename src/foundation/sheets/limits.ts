/** What a sheet may be at most. Checked before anything is unpacked or parsed, because the file may lie about itself. */
export interface SheetLimits {
  readonly bytes: number;
  readonly xlsBytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly sheets: number;
  readonly zipEntries: number;
  /** Bytes of all parts together once unpacked. */
  readonly unpacked: number;
  /** How many times larger than packed a part of more than a megabyte may be. */
  readonly ratio: number;
  readonly cellLength: number;
  readonly merges: number;
  readonly readMs: number;
  readonly memoryMb: number;
}

export const sheetLimits: SheetLimits = {
  bytes: 32 * 1024 * 1024,
  xlsBytes: 12 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  sheets: 60,
  zipEntries: 2_000,
  unpacked: 400 * 1024 * 1024,
  ratio: 150,
  cellLength: 32_767,
  merges: 20_000,
  readMs: 180_000,
  memoryMb: 1_024,
};

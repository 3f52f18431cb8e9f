import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on, and how busy it was: measured beside other work, rates fall and processor times rise. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  return `${model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)} at the start`;
}

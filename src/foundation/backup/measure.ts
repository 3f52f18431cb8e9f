import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

export interface Measured {
  rows: number;
  bytes: number;
  sha256: string;
}

const LINE_END = 10;

/** Lets bytes through and counts them: length, lines (COPY's text form has one for each row) and SHA-256. */
export function measure(): { stream: Transform; result(): Measured } {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ rows, bytes, sha256: hash.digest('hex') }) };
}

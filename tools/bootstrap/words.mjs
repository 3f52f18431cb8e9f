// Runs on Node 20 without any package: this is the first thing a fresh machine executes.

/** A failure that people can act on: shown as one sentence, without a stack. */
export class Trouble extends Error {}

/** One plain line of progress. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Ends the program with the sentence, or with the stack when it is a fault of ours. */
export function endWith(error) {
  process.stderr.write(`${error instanceof Trouble ? `\nKervan: ${error.message}` : (error?.stack ?? error)}\n`);
  process.exit(1);
}

import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Settings } from '#foundation/settings/read.ts';
import { StartError } from '#foundation/start-error.ts';

/** What a verb of the command line is given. */
export interface CliContext {
  readonly settings: Settings;
  readonly version: string;
  readonly say: (line: string) => void;
  /** Folder that file names count from: where the person stands, not where the program lies. */
  readonly from: string;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

export interface Verb {
  /** After `kervan`: `mission create <slug> --name <name>`. */
  readonly usage: string;
  readonly help: string;
  run(args: readonly string[], context: CliContext): Promise<void>;
}

export interface Given {
  readonly words: string[];
  /** A text option, or undefined. */
  option(name: string): string | undefined;
  /** A text option that must be there. */
  required(name: string): string;
  has(name: string): boolean;
}

/** Reads words and `--options`; an unknown option or a missing word is one sentence with the usage. */
export function read(usage: string, args: readonly string[], wordCount: number, options: ParseArgsOptionsConfig = {}): Given {
  const fail = (reason: string): never => {
    throw new StartError(`${reason}. Usage: kervan ${usage}`);
  };
  const parsed = parse(args, options, fail);
  if (parsed.positionals.length !== wordCount)
    fail(`${wordCount} word${wordCount === 1 ? '' : 's'} expected, ${parsed.positionals.length} given`);
  const option = (name: string): string | undefined => {
    const value = parsed.values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    words: parsed.positionals,
    option,
    has: (name) => parsed.values[name] === true,
    required: (name) => option(name) ?? fail(`--${name} is missing`),
  };
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig, fail: (reason: string) => never) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    return fail((error as Error).message.split('. ')[0]!);
  }
}

/** Figures that go with a problem: what a person needs to act on it. Never personal data. */
export type Figures = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One fault in an input: where it stands (JSON path or sheet cell), the code of what is wrong, and figures. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly figures?: Figures;
}

export interface ProblemEntry {
  /** HTTP status of the RFC 9457 body. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 416 | 422 | 423 | 429 | 500 | 503 | 507;
  /** Names of database constraints whose violation means this problem (shard suffix already stripped). */
  readonly constraints?: readonly string[];
}

/** RFC 9457 body; `type` is the stable code, `title` the English words, and the code is the translation key. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly figures?: Figures;
  readonly faults?: readonly Fault[];
  /** The request's id, to find it in the server's log. */
  readonly instance?: string;
}

/** A refusal with words: thrown by `get*`, `decide` results and handlers; becomes an RFC 9457 body. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly status: number;
  readonly figures: Figures;
  readonly faults: readonly Fault[];

  constructor(code: string, status: number, figures: Figures = {}, faults: readonly Fault[] = []) {
    super(code);
    this.code = code;
    this.status = status;
    this.figures = figures;
    this.faults = faults;
  }
}

export interface ProblemCatalogue<K extends string = string> {
  readonly room: string;
  readonly entries: Readonly<Record<K, ProblemEntry>>;
  /** Makes the problem `<room>.<key>`; throw it or return it from a pure `decide`. */
  problem(key: K, figures?: Figures, faults?: readonly Fault[]): Problem;
}

/**
 * A room's closed list of problems. Codes are `<room>.<key>`, stable for ever, and translation keys
 * (`problem.<room>.<key>` in the room's i18n files).
 */
export function defineProblems<const K extends string>(room: string, entries: Readonly<Record<K, ProblemEntry>>): ProblemCatalogue<K> {
  return {
    room,
    entries,
    problem: (key, figures, faults) => new Problem(`${room}.${key}`, entries[key].status, figures, faults),
  };
}

/** Problems that any request may meet. */
export const commonProblems = defineProblems('common', {
  'input-invalid': { status: 422 },
  'body-unreadable': { status: 400 },
  'body-too-large': { status: 413 },
  'media-type-unknown': { status: 415 },
  'route-unknown': { status: 404 },
  'range-beyond': { status: 416 },
  'sign-in-needed': { status: 401 },
  'not-permitted': { status: 403 },
  /** Not logged, so that the same command may be sent again once the password was shown. */
  'proof-needed': { status: 401 },
  'account-unready': { status: 403 },
  'too-many-requests': { status: 429 },
  'constraint-violated': { status: 409 },
  failed: { status: 500 },
  'database-away': { status: 503 },
  /** Not logged and nothing written: the same command may be sent again. */
  busy: { status: 503 },
  'disk-full': { status: 507 },
  'mission-unknown': { status: 404 },
  'name-unknown': { status: 404 },
  'version-unknown': { status: 422 },
  'cross-site': { status: 403 },
});

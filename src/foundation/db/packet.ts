import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';

/** One statement, and under which name the connection keeps it. */
export interface Asked {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string | undefined;
}
export interface Answer {
  readonly rows: Record<string, unknown>[];
  readonly rowCount: number;
  /** `SELECT`, `COMMIT`… */
  readonly command: string;
}

interface Part {
  readonly asked: Asked;
  readonly rows: Record<string, unknown>[];
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
  /** A row that could not be read. */
  unread?: unknown;
}
interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}
interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** The driver's connection, as its own queries speak to it. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Statements that it keeps by name, and those that it was sent and has not answered yet. */
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  parse(statement: { text: string; name: string }): void;
  bind(portal: { statement: string; values: readonly unknown[] }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(portal: { portal: string }): void;
  sync(): void;
}

/** Columns of the statements that a connection keeps: it need not say them each time, and refuses a statement whose columns change. */
const columnsOf = new WeakMap<Wire, Map<string, readonly Column[]>>();

/** The driver lets nothing else into a pipeline; of its own nothing is used but that it knows whom to tell. */
const DriversQuery = pg.Query as unknown as new (text: string) => object;

/**
 * Statements that travel as one packet with one end: the database answers all of them in one packet too, where it would send one
 * for each, and leaves out what follows a failure. For the driver it is one query.
 */
class Packet extends DriversQuery {
  private readonly parts: readonly Part[];
  private at = 0;
  private columns: readonly Column[] | undefined;
  private known: Map<string, readonly Column[]> = new Map();
  private unsent: unknown;
  /** What the driver notes as kept once the database has read it: the statement that is being answered. */
  name: string | undefined;
  text = '';

  constructor(parts: readonly Part[]) {
    super(parts[0]!.asked.text);
    this.parts = parts;
  }

  submit(connection: unknown): null {
    const wire = connection as Wire;
    this.known = columnsOf.get(wire) ?? new Map();
    columnsOf.set(wire, this.known);
    this.begin();
    wire.stream.cork();
    try {
      for (const { asked } of this.parts) this.write(wire, asked);
    } catch (error) {
      this.unsent = error; // a value that cannot be written: what comes before it is answered
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
    return null;
  }

  private write(wire: Wire, { text, values = [], name = '' }: Asked): void {
    const kept = name ? (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) : undefined;
    if (kept !== undefined && kept !== text) throw new Error(`the statement ${name} was kept with another text`);
    const written = values.map((value) => prepareValue(value)); // first of all: what cannot be written sends nothing
    if (kept === undefined) {
      wire.parse({ text, name });
      if (name) wire.submittedNamedStatements[name] = text;
    }
    wire.bind({ statement: name, values: written });
    if (!this.known.has(name)) wire.describe({ type: 'P', name: '' });
    wire.execute({ portal: '' });
  }

  private begin(): void {
    const { name, text } = this.parts[this.at]?.asked ?? { name: undefined, text: '' };
    this.name = name;
    this.text = text;
    this.columns = name ? this.known.get(name) : undefined;
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, read: pg.types.getTypeParser(dataTypeID, 'text') }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const part = this.parts[this.at]!;
    try {
      const row: Record<string, unknown> = {};
      for (const [at, { name, read }] of (this.columns ?? []).entries()) row[name] = fields[at] === null ? null : read(fields[at]!);
      part.rows.push(row);
    } catch (error) {
      part.unread = error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { rows, unread, answer, fail } = this.parts[this.at]!;
    if (this.name) this.known.set(this.name, this.columns ?? []);
    this.at += 1;
    this.begin();
    if (unread !== undefined) return fail(unread);
    const words = text.split(' ');
    answer({ rows, command: words[0]!, rowCount: Number(words.at(-1)) || 0 }); // `INSERT 0 3`, but `CREATE TABLE`
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** The database leaves out what follows, so nothing of it is kept there. */
  handleError(error: unknown, connection: unknown): void {
    const { submittedNamedStatements } = connection as Wire;
    const left = this.parts.slice(this.at);
    for (const { asked } of left) if (asked.name) delete submittedNamedStatements[asked.name];
    this.at = this.parts.length;
    for (const { fail } of left) fail(error);
  }

  handleReadyForQuery(connection: unknown): void {
    if (this.at < this.parts.length) this.handleError(this.unsent, connection);
  }
}

const open = new WeakMap<pg.PoolClient, Part[]>();

/** Asks one statement: in the packet that is being put together, or by itself. */
export function ask(client: pg.PoolClient, asked: Asked): Promise<Answer> {
  return new Promise((answer, fail) => {
    const part: Part = { asked, rows: [], answer, fail };
    const packet = open.get(client);
    if (packet) packet.push(part);
    else client.query(new Packet([part]) as unknown as pg.Submittable);
  });
}

/**
 * Sends what the work asks without waiting between as one packet: each packet wakes the other side, and costs both more than its
 * bytes. What follows a statement that fails is not done, and fails as it did.
 */
export function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  if (open.has(client)) return send();
  const parts: Part[] = [];
  open.set(client, parts);
  try {
    return send();
  } finally {
    open.delete(client);
    if (parts.length > 0) client.query(new Packet(parts) as unknown as pg.Submittable);
  }
}

import type pg from 'pg';
import { keptName } from './kept-name.ts';
import { ask, inOnePacket } from './packet.ts';
import type { Answer, Asked } from './packet.ts';
import type { TxSettings } from './pool.ts';

/**
 * BEGIN and the opening statement of one transaction: they travel together, at once or with the first statement of a work
 * that goes ahead of their answer. Whatever that work is told, it is told after the answer was looked at; and nothing of it
 * is committed before.
 */
export class Opening {
  private readonly client: pg.PoolClient;
  private readonly settings: TxSettings;
  private sent: Promise<void> | undefined;
  /** The answer has come and stands. */
  stands = false;

  constructor(client: pg.PoolClient, settings: TxSettings) {
    this.client = client;
    this.settings = settings;
  }

  /** Sends it, unless that was done; ends when `onOpen` has taken the answer, and fails when it did not. */
  done(): Promise<void> {
    if (!this.sent) {
      this.sent = this.send();
      this.sent.catch(() => undefined); // told by whoever waits for it
    }
    return this.sent;
  }

  private async send(): Promise<void> {
    const { client, settings } = this;
    const open = settings.open ? [{ ...settings.open, name: keptName(settings.schema, settings.open.name) }] : [];
    const asked = inOnePacket(client, () => [...beginOf(settings), ...open].map((one) => ask(client, one)));
    const answers: Answer[] = await Promise.all(asked);
    if (settings.open) settings.onOpen?.(answers.at(-1)!.rows);
    this.stands = true;
  }
}

/** Begins the transaction and says where its tables lie; both are kept by name, so that the database reads the words once. */
function beginOf({ schema, snapshot, readOnly }: TxSettings): Asked[] {
  const begin = `begin${snapshot ? ' isolation level repeatable read' : ''}${readOnly ? ' read only' : ''}`;
  const path = `set local search_path to ${quoted(schema)}, kervan, extensions`;
  return [
    { text: begin, name: begin },
    { text: path, name: `path ${schema}` },
  ];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

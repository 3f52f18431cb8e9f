import { createServer } from 'node:net';
import type { Socket } from 'node:net';

export interface CaughtMail {
  readonly to: string;
  readonly headers: string;
  /** The words, decoded. */
  readonly text: string;
}

export interface FakeSmtp {
  readonly port: number;
  readonly mails: CaughtMail[];
  /** From now on every mail is turned away, as a full or angry server does. */
  refuse(yes: boolean): void;
  close(): Promise<void>;
}

/** A mail server that keeps what it is given and sends nothing on: enough of RFC 5321 for one client. */
export async function startSmtp(): Promise<FakeSmtp> {
  const mails: CaughtMail[] = [];
  const sockets = new Set<Socket>();
  let refusing = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    let [buffer, to, inData] = ['', '', false];
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') say('250 fake');
      else if (verb === 'RCPT') {
        to = /<(.+?)>/.exec(line)?.[1] ?? '';
        say(refusing ? '451 not now' : '250 ok');
      } else if (verb === 'DATA') {
        inData = true;
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    const take = () => {
      const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return false;
      const piece = buffer.slice(0, end);
      buffer = buffer.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        mails.push(read(to, piece));
        say('250 kept');
      } else hear(piece);
      return true;
    };
    socket.on('data', (bytes) => {
      buffer += bytes.toString('latin1');
      while (take());
    });
    say('220 fake');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    mails,
    refuse: (yes) => void (refusing = yes),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function read(to: string, piece: string): CaughtMail {
  const split = piece.indexOf('\r\n\r\n');
  const headers = unfold(piece.slice(0, split));
  const body = piece.slice(split + 4);
  const encoding = /content-transfer-encoding: (\S+)/i.exec(headers)?.[1]?.toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? Buffer.from(
            body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          )
        : Buffer.from(body, 'latin1');
  return { to, headers: words(headers), text: bytes.toString('utf8') };
}

const unfold = (text: string) => text.replace(/\r\n[ \t]+/g, ' ');

/** Encoded words of a head (RFC 2047) as letters. */
function words(text: string): string {
  return text.replace(/\?= =\?/g, '?==?').replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_all, kind: string, coded: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(coded, 'base64').toString('utf8')
      : Buffer.from(
          coded.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, (_hex, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString('utf8'),
  );
}

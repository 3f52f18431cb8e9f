import { resolve } from 'node:path';
import * as z from 'zod';
import { StartError } from '../start-error.ts';

/** Where files go instead of the disk. */
export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  readonly endpoint?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly pathStyle: boolean;
}

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
}

/** An OpenID Connect provider by which people may sign in. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly name: string;
}

/** What the environment says about this server; everything has a default that runs on one machine. */
export interface Settings {
  /** Undefined: the embedded PostgreSQL. `adminUrl` may be kept from the serving process once `kervan migrate` has run. */
  readonly database: { readonly appUrl: string; readonly adminUrl?: string } | undefined;
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; in invitations, QR codes and documents. */
  readonly publicUrl: string;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  readonly trustedProxies: string[];
  /** Absolute; holds the embedded database, files and, unless told otherwise, the master key. */
  readonly dataDir: string;
  readonly keyFile: string;
  /** Absolute; the embedded database copies its log there, for recovery to any moment. */
  readonly archiveDir?: string;
  readonly s3?: S3Settings;
  readonly smtp?: SmtpSettings;
  readonly provider?: ProviderSettings;
  /** Who besides this machine reads `/metrics`. */
  readonly metrics: { readonly open: boolean; readonly token?: string };
  /** Sentences for the administrator that do not stop the start. */
  readonly notes: readonly string[];
}

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();
const port = text
  .refine((value) => value === undefined || /^\d+$/.test(value), 'must be a number')
  .transform((value) => (value === undefined ? undefined : Number(value)))
  .refine((value) => value === undefined || (value >= 1 && value <= 65535), 'must be 1 to 65535');
const flag = text
  .pipe(z.enum(['true', 'false', '1', '0'], 'must be true or false').optional())
  .transform((value) => value === 'true' || value === '1');
const url = (schemes: readonly string[]) =>
  text.refine(
    (value) => value === undefined || (URL.canParse(value) && schemes.includes(new URL(value).protocol)),
    `must begin with ${schemes.map((s) => `${s}//`).join(' or ')}`,
  );

const environment = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:']),
  DATABASE_ADMIN_URL: url(['postgres:', 'postgresql:']),
  PORT: port,
  HOST: text,
  PUBLIC_URL: url(['http:', 'https:']),
  TLS_CERT: text,
  TLS_KEY: text,
  TRUSTED_PROXIES: text.refine(
    (value) => value === undefined || proxiesOf(value).every(isAddress),
    'must be addresses or networks separated by commas (10.0.0.0/8, 127.0.0.1)',
  ),
  KERVAN_DATA: text,
  KERVAN_KEY_FILE: text,
  KERVAN_ARCHIVE: text,
  S3_BUCKET: text,
  S3_REGION: text,
  S3_ENDPOINT: url(['http:', 'https:']),
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  S3_PATH_STYLE: flag,
  OIDC_ISSUER: url(['http:', 'https:']),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: text,
  METRICS_OPEN: flag,
  METRICS_TOKEN: text.refine((value) => value === undefined || value.length >= 16, 'must have 16 characters or more'),
  SMTP_HOST: text,
  SMTP_PORT: port,
  SMTP_SECURE: flag,
  SMTP_USER: text,
  SMTP_PASSWORD: text,
  SMTP_FROM: text,
});
type Environment = z.output<typeof environment>;

/** The port of the first start; `PORT` chooses another. */
export const defaultPort = 4000;

/**
 * Reads the settings from environment variables.
 * @param base folder that relative paths start from (the clone).
 * @throws StartError naming the variable and what it should be; never repeats a value, which may be a password.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, base: string): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new StartError(`The setting ${String(issue.path[0])} ${issue.message}.`);
  }
  const value = parsed.data;
  const dataDir = resolve(base, value.KERVAN_DATA ?? 'var');
  const tls = tlsOf(value, base);
  const host = value.HOST ?? '127.0.0.1';
  const chosenPort = value.PORT ?? defaultPort;
  const s3 = s3Of(value);
  const smtp = smtpOf(value);
  const provider = providerOf(value);
  const trustedProxies = proxiesOf(value.TRUSTED_PROXIES ?? '');
  return {
    database: databaseOf(value),
    host,
    port: chosenPort,
    trustedProxies,
    dataDir,
    publicUrl: (value.PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${chosenPort}`).replace(/\/+$/, ''),
    keyFile: resolve(base, value.KERVAN_KEY_FILE ?? `${dataDir}/master.key`),
    ...(value.KERVAN_ARCHIVE ? { archiveDir: resolve(base, value.KERVAN_ARCHIVE) } : {}),
    ...(tls ? { tls } : {}),
    ...(s3 ? { s3 } : {}),
    ...(smtp ? { smtp } : {}),
    ...(provider ? { provider } : {}),
    metrics: { open: value.METRICS_OPEN, ...(value.METRICS_TOKEN ? { token: value.METRICS_TOKEN } : {}) },
    notes: notesOf(host, tls !== undefined || trustedProxies.length > 0, value.PUBLIC_URL),
  };
}

function databaseOf(value: Environment): Settings['database'] {
  const { DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl } = value;
  if (!appUrl && adminUrl)
    throw new StartError('DATABASE_ADMIN_URL is set but DATABASE_URL is not: set it to the address that signs in as the role kervan_app.');
  if (!appUrl) return undefined;
  if (adminUrl && roleOf(appUrl) === roleOf(adminUrl)) {
    throw new StartError(
      `DATABASE_URL and DATABASE_ADMIN_URL sign in as the same role: the first must be the serving role (kervan_app), the second the owner (kervan_owner).`,
    );
  }
  return adminUrl ? { appUrl, adminUrl } : { appUrl };
}

function roleOf(address: string): string {
  const parsed = new URL(address);
  return parsed.searchParams.get('user') ?? decodeURIComponent(parsed.username);
}

function tlsOf(value: Environment, base: string): Settings['tls'] {
  const { TLS_CERT: cert, TLS_KEY: key } = value;
  if (!cert && !key) return undefined;
  if (!cert || !key) throw new StartError(`TLS needs both files: ${cert ? 'TLS_KEY' : 'TLS_CERT'} is missing.`);
  return { certFile: resolve(base, cert), keyFile: resolve(base, key) };
}

function s3Of(value: Environment): S3Settings | undefined {
  if (!value.S3_BUCKET) return undefined;
  if (Boolean(value.S3_ACCESS_KEY_ID) !== Boolean(value.S3_SECRET_ACCESS_KEY))
    throw new StartError('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set both or neither.');
  return {
    bucket: value.S3_BUCKET,
    region: value.S3_REGION ?? 'us-east-1',
    pathStyle: value.S3_PATH_STYLE,
    ...(value.S3_ENDPOINT ? { endpoint: value.S3_ENDPOINT } : {}),
    ...(value.S3_ACCESS_KEY_ID && value.S3_SECRET_ACCESS_KEY
      ? { accessKeyId: value.S3_ACCESS_KEY_ID, secretAccessKey: value.S3_SECRET_ACCESS_KEY }
      : {}),
  };
}

function smtpOf(value: Environment): SmtpSettings | undefined {
  if (!value.SMTP_HOST) return undefined;
  if (!value.SMTP_FROM) throw new StartError('SMTP_HOST is set but SMTP_FROM is not: set it to the address that mail comes from.');
  return {
    host: value.SMTP_HOST,
    port: value.SMTP_PORT ?? (value.SMTP_SECURE ? 465 : 587),
    secure: value.SMTP_SECURE,
    from: value.SMTP_FROM,
    ...(value.SMTP_USER ? { user: value.SMTP_USER } : {}),
    ...(value.SMTP_PASSWORD ? { password: value.SMTP_PASSWORD } : {}),
  };
}

function providerOf(value: Environment): ProviderSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = value;
  if (!issuer && !clientId) return undefined;
  if (!issuer || !clientId)
    throw new StartError(`Signing in by an identity provider needs both: ${issuer ? 'OIDC_CLIENT_ID' : 'OIDC_ISSUER'} is missing.`);
  const { protocol, hostname, host } = new URL(issuer);
  // Over plain HTTP anybody on the way could say who has signed in.
  if (protocol === 'http:' && hostname !== 'localhost') throw new StartError('The setting OIDC_ISSUER must begin with https://.');
  return { issuer, clientId, name: value.OIDC_NAME ?? host, ...(clientSecret ? { clientSecret } : {}) };
}

function proxiesOf(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isAddress(item: string): boolean {
  const [address = '', bits] = item.split('/');
  const isOne = z.union([z.ipv4(), z.ipv6()]).safeParse(address).success;
  return isOne && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (address.includes(':') ? 128 : 32)));
}

function notesOf(host: string, isSecure: boolean, publicUrl: string | undefined): string[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return [];
  const notes = [];
  if (!isSecure)
    notes.push(
      'Other machines can reach this server without HTTPS: sign-in travels in the clear, and camera and offline work stay off; set TLS_CERT and TLS_KEY or a trusted proxy.',
    );
  if (!publicUrl) notes.push('PUBLIC_URL is not set: links in invitations will point to localhost.');
  return notes;
}

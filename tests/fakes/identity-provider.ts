import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Configuration } from 'oidc-provider';

/** What the provider believes of one of its accounts. */
export interface FakeAccount {
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly methods?: readonly string[];
}

export interface FakeProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Accounts by their subject; tests change them as they go. */
  readonly accounts: Map<string, FakeAccount>;
  /** Walks the provider's pages as this account, as a browser would; answers the address that leads back to us. */
  visit(url: string, subject: string): Promise<string>;
  stop(): Promise<void>;
}

/** A real OpenID Connect provider on this machine, with the ready-made pages that let in whoever says a name. */
export async function startProvider(redirectUri: string): Promise<FakeProvider> {
  const accounts = new Map<string, FakeAccount>();
  const clientId = 'kervan';
  const clientSecret = 'a secret between the two of them';
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configurationOf({ accounts, clientId, clientSecret, redirectUri }));
  server.on('request', provider.callback());
  return {
    issuer,
    clientId,
    clientSecret,
    accounts,
    visit: (url, subject) => visit(url, { subject, issuer }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Known {
  readonly accounts: ReadonlyMap<string, FakeAccount>;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

function configurationOf({ accounts, clientId, clientSecret, redirectUri }: Known): Configuration {
  return {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], response_types: ['code'] }],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    findAccount: (_ctx, subject) => {
      const account = accounts.get(subject) ?? {};
      return {
        accountId: subject,
        claims: () => ({
          sub: subject,
          ...(account.email ? { email: account.email, email_verified: account.emailVerified ?? false } : {}),
          ...(account.methods ? { amr: [...account.methods] } : {}),
        }),
      };
    },
  };
}

/** Follows redirects with a cookie jar, fills in the login form, agrees to the consent form. */
async function visit(url: string, { subject, issuer }: { subject: string; issuer: string }): Promise<string> {
  const jar = new Map<string, string>();
  let next: { url: string; body?: string } = { url };
  for (let steps = 0; steps < 20; steps += 1) {
    if (!next.url.startsWith(issuer)) return next.url;
    const answer: Response = await fetch(next.url, {
      redirect: 'manual',
      method: next.body === undefined ? 'GET' : 'POST',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(next.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(next.body === undefined ? {} : { body: next.body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    next = await after(answer, next.url, subject);
  }
  throw new Error('the provider sends in circles');
}

async function after(answer: Response, from: string, subject: string): Promise<{ url: string; body?: string }> {
  const location = answer.headers.get('location');
  if (location) return { url: new URL(location, from).href };
  const page = await answer.text();
  const action = /action="([^"]+)"/.exec(page)?.[1];
  const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
  if (!action || !prompt) throw new Error(`no form on the provider's page: ${page.slice(0, 300)}`);
  const fields = prompt === 'login' ? { prompt, login: subject, password: 'anything' } : { prompt };
  return { url: new URL(action, from).href, body: new URLSearchParams(fields).toString() };
}

import type { Configuration } from 'openid-client';
import { problems } from '../contract/problems.ts';
import type { ProviderClaims } from '../domain/provider.ts';

/** The identity provider of this server, by setting. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** What people call it: stands on the button. */
  readonly name: string;
}

/** What must come back from the provider as it was sent. */
export interface ProviderQuestion {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

// Loaded with the first sign-in of this kind: a server without a provider never needs it.
const library = () => import('openid-client');

/** The provider as this server speaks to it; its description is fetched once, and anew after a failure. */
export class ProviderClient {
  readonly settings: ProviderSettings;
  readonly #callback: string;
  #found: Promise<Configuration> | undefined;

  constructor(settings: ProviderSettings, publicUrl: string) {
    this.settings = settings;
    this.#callback = `${publicUrl}/api/provider/callback`;
  }

  /** Where the browser goes to sign in, and what must come back. */
  async ask(): Promise<{ url: string; question: ProviderQuestion }> {
    const client = await library();
    const configuration = await this.#configuration();
    const question = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback,
      scope: 'openid email profile',
      state: question.state,
      nonce: question.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(question.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, question };
  }

  /**
   * Exchanges what came back for who it is: state, nonce, code verifier, signature, audience and times are checked by the library.
   * @throws access.provider-refused whatever does not fit.
   */
  async claims(query: string, { state, nonce, verifier }: ProviderQuestion): Promise<ProviderClaims> {
    const client = await library();
    const configuration = await this.#configuration();
    const back = new URL(`${this.#callback}${query}`);
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(configuration, back, checks).catch(() => refused());
    const told = tokens.claims() ?? refused();
    // Many providers say the address only when asked for it; the answer must be about the same person.
    const more =
      told['email'] === undefined ? await client.fetchUserInfo(configuration, tokens.access_token, told.sub).catch(() => refused()) : told;
    const { email } = more;
    const methods = told['amr'];
    return {
      subject: told.sub,
      email: typeof email === 'string' ? email : null,
      emailVerified: more['email_verified'] === true,
      methods: Array.isArray(methods) ? methods.filter((one): one is string => typeof one === 'string') : [],
    };
  }

  async #configuration(): Promise<Configuration> {
    this.#found ??= this.#discover();
    try {
      return await this.#found;
    } catch {
      this.#found = undefined;
      throw problems.problem('provider-away', { name: this.settings.name });
    }
  }

  async #discover(): Promise<Configuration> {
    const client = await library();
    const { issuer, clientId, clientSecret } = this.settings;
    const address = new URL(issuer);
    return client.discovery(address, clientId, undefined, clientSecret ? client.ClientSecretBasic(clientSecret) : client.None(), {
      timeout: 10,
      // Plain HTTP only on this very machine: the settings refuse it elsewhere.
      ...(address.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {}),
    });
  }
}

function refused(): never {
  throw problems.problem('provider-refused');
}

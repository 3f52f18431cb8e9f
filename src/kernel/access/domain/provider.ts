/** What an identity provider says of who has signed in there. */
export interface ProviderClaims {
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  /** Authentication methods (RFC 8176). */
  readonly methods: readonly string[];
}

export type Linking =
  | { readonly kind: 'known'; readonly identityId: string }
  | { readonly kind: 'link'; readonly email: string }
  | { readonly kind: 'refused'; readonly problem: 'provider-unverified' };

/**
 * By what an account of the provider is known here: by a link made before, else by an address that the provider has
 * verified itself. Nobody is let in by an address that anybody can type.
 */
export function decideLinking(claims: ProviderClaims, linkedTo: string | undefined): Linking {
  if (linkedTo) return { kind: 'known', identityId: linkedTo };
  if (claims.email === null || !claims.emailVerified) return { kind: 'refused', problem: 'provider-unverified' };
  return { kind: 'link', email: claims.email.trim().toLowerCase() };
}

/** Whether the provider itself has asked for more than a password. */
export const provedTwice = (claims: ProviderClaims): boolean => claims.methods.includes('mfa');

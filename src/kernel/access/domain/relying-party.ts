/**
 * The host to which passkeys are tied, from the address under which people reach the server.
 * @returns null where browsers know no passkeys: at a bare IP address, and over plain HTTP but for localhost.
 */
export function relyingPartyOf(publicUrl: string): string | null {
  if (!URL.canParse(publicUrl)) return null;
  const { hostname, protocol } = new URL(publicUrl);
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  if (isAddress || hostname === '') return null;
  return protocol === 'https:' || hostname === 'localhost' ? hostname : null;
}

/** Whether what an authenticator signed was asked by a page of ours: the port is free, host and scheme are not. */
export const isOwnOrigin = (origin: string, host: string): boolean => URL.canParse(origin) && relyingPartyOf(origin) === host;

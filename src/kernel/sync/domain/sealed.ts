/**
 * A record as a device keeps and carries it: sealed for the mission, so that neither the phone without its PIN, nor a file,
 * nor a picture of a code, nor whoever hands it in can read it. Bytes: version (1), key id (8 letters), ephemeral ECDH
 * P-256 point (65), nonce (12), AES-256-GCM of the signed envelope's JSON. The first 74 bytes are authenticated too.
 */
export const sealedVersion = 1;
export const sealedHead = 74;
export const sealedNonce = 12;
/** HKDF-SHA-256: its salt is the ephemeral point followed by the mission's. */
export const sealedInfo = 'kervan intake 1';
/** Most records in one batch of the intake. */
export const intakeBatch = 500;

/** The public half of the mission's intake key, as devices keep it. */
export interface IntakeKey {
  readonly id: string;
  /** 65 bytes in base64url. */
  readonly key: string;
}

import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { bytesOf, randomBytes, toBase64Url } from './phone/bytes.ts';

export interface Invitation {
  readonly inviteId: Id;
  readonly code: string;
  readonly codeHash: string;
}

/** Makes the one-time code here, so that only its hash ever leaves this browser but for the picture. */
export async function makeInvitation(): Promise<Invitation> {
  const code = toBase64Url(randomBytes(16));
  const hash = await crypto.subtle.digest('SHA-256', bytesOf(code));
  return { inviteId: newId(), code, codeHash: toBase64Url(new Uint8Array(hash)) };
}

/**
 * The text of the picture that the phone scans: a link, so that the phone's own camera opens the page. What follows the `#`
 * never reaches a server, and the page takes it out of its address at once.
 */
export function payloadText({ url, practice, code, name }: { url: string; practice: string | null; code: string; name: string }): string {
  return `${url}${practice ? `/@${practice}` : ''}/field/enrol#${new URLSearchParams({ code, name }).toString()}`;
}

/** A QR picture as an address for `<img>`; the drawing library is loaded when the first picture is asked for. */
export async function qrPicture(text: string): Promise<string> {
  const { drawingSVG, qrcode } = await import('bwip-js/browser');
  const svg = qrcode({ bcid: 'qrcode', text, scale: 4, paddingwidth: 8, paddingheight: 8, backgroundcolor: 'FFFFFF' }, drawingSVG());
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

import bwip from 'bwip-js/node';

/** A QR code as SVG text, with the quiet zone scanners need. */
export function qrSvg(text: string): string {
  return bwip.toSVG({ bcid: 'qrcode', text, scale: 2, padding: 4 });
}

import { drawingSVG, qrcode } from 'bwip-js/browser';

/** A QR code as SVG. */
export function drawQr(text: string): string {
  const svg = qrcode({ bcid: 'qrcode', text, scale: 4 }, drawingSVG());
  return svg.replace('<svg ', '<svg width="100%" height="100%" ');
}

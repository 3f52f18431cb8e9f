/** Words for where somebody sits: browser, system and kind of network. Codes; the screens translate them. */
export interface Whence {
  readonly address: string;
  readonly browser: string;
  readonly system: string;
}

// The order matters: each later one also names itself as an earlier.
const browsers: readonly [string, RegExp][] = [
  ['edge', /Edg(e|A|iOS)?\//],
  ['opera', /OPR\/|Opera/],
  ['samsung', /SamsungBrowser\//],
  ['firefox', /Firefox\/|FxiOS\//],
  ['chrome', /Chrome\/|CriOS\/|Chromium\//],
  ['safari', /Safari\//],
];
const systems: readonly [string, RegExp][] = [
  ['android', /Android/],
  ['ios', /iPhone|iPad|iPod/],
  ['windows', /Windows/],
  ['mac', /Mac OS X|Macintosh/],
  ['chromeos', /CrOS/],
  ['linux', /Linux|X11/],
];

/** Browser and system of a User-Agent header; the header itself is not kept. */
export function browserOf(agent: string): { browser: string; system: string } {
  const find = (among: readonly [string, RegExp][]) => among.find(([, pattern]) => pattern.test(agent))?.[0] ?? 'other';
  return { browser: find(browsers), system: find(systems) };
}

/** `machine`: the server itself; `local`: the same network; `internet`: elsewhere; `unknown`: no address was kept. */
export function placeOf(address: string): 'machine' | 'local' | 'internet' | 'unknown' {
  const text = address.replace(/^::ffff:/, '');
  if (text === '') return 'unknown';
  if (text === '::1' || text.startsWith('127.')) return 'machine';
  if (/^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|f[cd]|fe80:)/i.test(text)) return 'local';
  return 'internet';
}

/** What a limit counts as one source: an IPv4 address, or the first 64 bits of an IPv6 one, which one person has whole. */
export function sourceOf(address: string): string {
  const text = address.replace(/^::ffff:/, '');
  if (!text.includes(':')) return text;
  const [head = '', tail] = text.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = tail?.split(':').filter((group) => group !== '') ?? [];
  const whole =
    tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after];
  return whole.slice(0, 4).join(':');
}
